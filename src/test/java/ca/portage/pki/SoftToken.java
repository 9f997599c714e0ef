package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.config.KeyPlace;
import ca.portage.pki.TestAuthority.Issued;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A token of SoftHSM, made and filled by its own tool; the JVM needs {@code SOFTHSM2_CONF}. */
public final class SoftToken {
  /** The tokens of every test process lie here; the build sets it for SoftHSM inside the JVM. */
  private static final Path CONFIGURATION = Path.of("target/softhsm/softhsm2.conf");

  private static final List<Path> MODULES =
      List.of(
          Path.of("/usr/lib/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"),
          Path.of("/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so"));

  private final String label;
  private final String pin;
  private final Path module;

  private SoftToken(String label, String pin, Path module) {
    this.label = label;
    this.pin = pin;
    this.module = module;
  }

  /** Why no token can be made here; empty if it can. */
  public static Optional<String> missing() {
    if (module().isEmpty()
        || run("softhsm2-util", "--version").exit() != 0
        || run("pkcs11-tool", "--version").exit() < 0) {
      return Optional.of("no SoftHSM or OpenSC here (apt-get install softhsm2 opensc)");
    }
    String set = System.getenv("SOFTHSM2_CONF");
    return set != null && Path.of(set).toAbsolutePath().equals(CONFIGURATION.toAbsolutePath())
        ? Optional.empty()
        : Optional.of("SOFTHSM2_CONF does not name " + CONFIGURATION.toAbsolutePath());
  }

  private static Optional<Path> module() {
    return MODULES.stream().filter(Files::exists).findFirst();
  }

  /** Makes a new token. */
  public static SoftToken create(String label, String pin) throws IOException {
    Path tokens = CONFIGURATION.resolveSibling("tokens").toAbsolutePath();
    Files.createDirectories(tokens);
    Files.writeString(
        CONFIGURATION,
        "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    must(
        "softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", pin, "--pin", pin);
    return new SoftToken(label, pin, module().orElseThrow());
  }

  /** Brings a key and its certificate in, under one label and id. */
  public void add(Path work, String alias, String id, Issued issued) throws Exception {
    Path key = Files.write(work.resolve(alias + ".pk8"), pem(issued.key()));
    Path certificate = Files.write(work.resolve(alias + ".der"), issued.certificate().getEncoded());
    must(
        "softhsm2-util",
        "--import",
        key,
        "--token",
        label,
        "--label",
        alias,
        "--id",
        id,
        "--pin",
        pin);
    must(
        "pkcs11-tool",
        "--module",
        module,
        "--token-label",
        label,
        "--login",
        "--pin",
        pin,
        "--write-object",
        certificate,
        "--type",
        "cert",
        "--label",
        alias,
        "--id",
        id);
    Files.delete(key);
  }

  private static byte[] pem(PrivateKey key) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return ("-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Where a channel finds it. */
  public KeyPlace.Token place() {
    String slots = must("softhsm2-util", "--show-slots");
    Matcher slot =
        Pattern.compile("Slot (\\d+)(?:(?!\\nSlot ).)*?Label:\\s+" + label + "\\s", Pattern.DOTALL)
            .matcher(slots);
    assertThat(slot.find()).as(slots).isTrue();
    return new KeyPlace.Token(module, Optional.of(Long.valueOf(slot.group(1))));
  }

  private record Result(int exit, String output) {}

  private static String must(Object... words) {
    Result result = run(words);
    assertThat(result.exit()).as("%s: %s", List.of(words), result.output()).isZero();
    return result.output();
  }

  private static Result run(Object... words) {
    List<String> command = new ArrayList<>();
    for (Object word : words) {
      command.add(word.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("SOFTHSM2_CONF", CONFIGURATION.toAbsolutePath().toString());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      return new Result(-1, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result(-1, "interrupted");
    }
  }
}
