package ca.portage.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A home on disk with the shipped profiles and whatever channels a test writes into it. */
public final class TestHome {
  static final Path SHIPPED = Path.of("config");

  /** Every key that has no default, and nothing else. */
  public static final String SMALLEST_CHANNEL =
      """
      profile: cig-2026
      environment: RTR1
      sender: edi@broker.example
      submit: https://gateway.example/Put0
      collect: https://gateway.example/Get0
      identity:
        keystore: config/keys/broker.p12
        signing: signing
        decryption: [encryption]
      gateway:
        encryption: config/keys/gateway-encryption.pem
        signing: config/keys/gateway-signing.pem
      trust: config/keys/trust
      """;

  static final String SMALLEST_PROFILE =
      """
      headers:
        submit: {}
        receipt: {}
        collect: {}
      request:
        type: application/edi-consent
        text: dummy
      status:
        submit: {}
        collect: {}
        other:
          outcome: rejected
          meaning: Unknown.
          action: Look.
      """;

  /** Where it is. */
  public final Home home;

  /** A home without a channel. */
  public TestHome(Path folder) {
    home = new Home(folder);
    try {
      Files.createDirectories(home.channels());
      Files.createDirectories(home.profiles());
      for (String profile : List.of("cig-2026", "cig-2008")) {
        Path file = Path.of("profiles", profile + ".yaml");
        Files.copy(SHIPPED.resolve(file), home.config().resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public TestHome channel(String name, String text) {
    return write(home.channels().resolve(name + ".yaml"), text);
  }

  TestHome profile(String name, String text) {
    return write(home.profiles().resolve(name + ".yaml"), text);
  }

  private TestHome write(Path file, String text) {
    try {
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ConfigLoader loader() {
    return new ConfigLoader(home);
  }

  /** What {@code check} says, one string a problem. */
  List<String> problems() {
    return loader().check().stream().map(Object::toString).toList();
  }
}
