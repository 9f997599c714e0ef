package ca.portage.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes with {@code openssl cms}.
 *
 * @param folder where its files are
 */
record OpensslWriter(Path folder) {

  static OpensslWriter of(Path folder, GatewayKeys keys) throws Exception {
    Files.createDirectories(folder);
    GatewayKeys.pem(folder.resolve("signer.key"), "PRIVATE KEY", keys.key().getEncoded());
    GatewayKeys.pem(folder.resolve("signer.pem"), "CERTIFICATE", keys.signer().getEncoded());
    return new OpensslWriter(folder).withRecipient("recipient.pem", keys.recipient());
  }

  OpensslWriter withRecipient(String file, X509Certificate certificate) throws Exception {
    GatewayKeys.pem(folder.resolve(file), "CERTIFICATE", certificate.getEncoded());
    return this;
  }

  /** A MIME entity or, with {@code -outform DER}, the bare object. */
  byte[] sign(byte[] part, String options) throws Exception {
    return run("cms -sign -binary -signer signer.pem -inkey signer.key " + options, part);
  }

  byte[] encrypt(byte[] entity, String options) throws Exception {
    return run("cms -encrypt -binary -outform DER " + options, entity);
  }

  /** For our recipient alone. */
  byte[] encryptFor(byte[] entity, String options) throws Exception {
    return encrypt(entity, options.replace("RECIPIENT", "-recip recipient.pem"));
  }

  private byte[] run(String arguments, byte[] in) throws Exception {
    Files.write(folder.resolve("in"), in);
    List<String> command = new ArrayList<>(List.of("openssl"));
    List<String> words = new ArrayList<>(Arrays.asList(arguments.strip().split(" +")));
    words.addAll(
        1, List.of("-provider", "legacy", "-provider", "default", "-in", "in", "-out", "out"));
    command.addAll(words);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue())
        .as("%s%n%s", arguments, Files.readString(folder.resolve("log")))
        .isZero();
    return Files.readAllBytes(folder.resolve("out"));
  }
}
