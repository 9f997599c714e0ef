package ca.portage.config;

import ca.portage.config.yaml.Block;
import ca.portage.config.yaml.Form;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the blocks {@code tls} and {@code proxy} of a channel. */
final class AccessReader {
  static final Form<String> PROTOCOL = Form.word(List.of("TLSv1.2", "TLSv1.3"));
  static final Form<String> SUITE =
      Form.like(Pattern.compile("TLS_[A-Z0-9_]+"), "a name such as TLS_AES_256_GCM_SHA384");
  static final Form<String> GROUP =
      Form.like(Pattern.compile("[A-Za-z][A-Za-z0-9]+"), "a name such as x25519 or secp256r1");
  private static final Form<String> NAME =
      Form.like(Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?"), "the name of a host");
  private static final Form<String> HOST = text -> HostNames.require(NAME.read(text));
  private static final Form<String> EXCEPTION =
      Form.like(
          Pattern.compile("\\.?[A-Za-z0-9\\[:]([A-Za-z0-9.:\\]-]*)"),
          "a host, an address, or .domain for all hosts below");
  private static final Form<String> USER =
      Form.like(Pattern.compile("[ -9;-~]+"), "printable ASCII without a colon");
  private static final Pattern ADDRESS =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:]+])(?::([0-9]{1,5}))");

  private final Home home;

  AccessReader(Home home) {
    this.home = home;
  }

  Access read(Block channel) {
    Block tls = channel.optional("tls");
    EndpointTls both = endpoint(tls, EndpointTls.PLAIN);
    EndpointTls submit = own(tls, "submit", both);
    EndpointTls collect = own(tls, "collect", both);
    tls.finish();
    Optional<Proxy> proxy =
        channel.has("proxy") ? Optional.ofNullable(proxy(channel.required("proxy"))) : none();
    return channel.whole(() -> new Access(submit, collect, proxy));
  }

  private EndpointTls own(Block tls, String key, EndpointTls both) {
    Block block = tls.optional(key);
    EndpointTls read = endpoint(block, both);
    block.finish();
    return read;
  }

  /** What a block does not say is as in {@code other}. */
  private EndpointTls endpoint(Block block, EndpointTls other) {
    Form<Path> path = CommonKeys.path(home);
    List<String> protocols = block.optionalList("protocols", PROTOCOL, List.of());
    List<String> suites = block.optionalList("suites", SUITE, List.of());
    List<String> groups = block.optionalList("groups", GROUP, List.of());
    String serverName = block.optional("serverName", HOST, null);
    List<Path> pins = block.optionalList("pins", path, List.of());
    Path trust = block.optional("trust", path, null);
    Optional<ClientKey> client =
        block.has("client") ? Optional.ofNullable(client(block.required("client"))) : none();
    if (protocols.contains("TLSv1.2")) {
      block.warning("protocols", "allows TLSv1.2, which the gateway no longer does; for diagnosis");
    }
    if (other == null) {
      return null;
    }
    return block.whole(
        () ->
            new EndpointTls(
                protocols.isEmpty() ? other.protocols() : protocols,
                suites.isEmpty() ? other.suites() : suites,
                groups.isEmpty() ? other.groups() : groups,
                Optional.ofNullable(serverName).or(other::serverName),
                pins.isEmpty() ? other.pins() : pins,
                client.or(other::client),
                Optional.ofNullable(trust).or(other::trust)));
  }

  private ClientKey client(Block block) {
    Path keystore = block.required("keystore", CommonKeys.path(home));
    PasswordSource.Stored password = block.required("password", stored());
    block.finish();
    return block.whole(() -> new ClientKey(keystore, password));
  }

  private Proxy proxy(Block block) {
    Matcher address = block.required("address", address());
    String user = block.optional("user", USER, null);
    PasswordSource.Stored password = block.optional("password", stored(), null);
    List<String> except = block.optionalList("except", EXCEPTION, List.of());
    block.finish();
    if ((user == null) != (password == null)) {
      block.error(user == null ? "password" : "user", "needs both: 'user' and 'password'");
    }
    return block.whole(
        () ->
            new Proxy(
                address.group(1),
                Integer.parseInt(address.group(2)),
                Optional.ofNullable(user).map(name -> new Proxy.Login(name, password)),
                except));
  }

  private static Form<Matcher> address() {
    return text -> {
      Matcher parts = ADDRESS.matcher(text);
      if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
        throw new IllegalArgumentException("must be HOST:PORT, such as proxy.example:3128");
      }
      return parts;
    };
  }

  /** Nobody is there to type it when the connection is opened. */
  private Form<PasswordSource.Stored> stored() {
    return text -> {
      if (PasswordSource.parse(text, home) instanceof PasswordSource.Stored source) {
        return source;
      }
      throw new IllegalArgumentException("must be file:PATH or credential:NAME");
    };
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }
}
