package ca.portage.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.mime.Entity;
import ca.portage.mime.EntityReader;
import ca.portage.mime.MimeLimits;
import ca.portage.mime.TransferEncoding;
import ca.portage.pki.TestAuthority;
import ca.portage.simulator.RawClient.Response;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another implementation opens and verifies what the gateway hands out. */
class OpenSslTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(GatewayForm.class)
  void opensslDecryptsAndVerifiesEveryItem(GatewayForm form) throws Exception {
    try (Simulator gateway = TestGateway.start(folder.resolve("gateway"), form);
        TestBroker broker = new TestBroker(gateway, form, folder)) {
      Content part = TestBroker.part("application/edi-consent", "OPAQUE");
      broker.put(TestBroker.newId(), broker.sealed(part));
      gateway.offer(TestGateway.BROKER, TestBroker.text("TEST0001"), "application/edi-consent");
      writeKeys();
      List<Entity> items = items(broker.collect());

      assertThat(items).hasSize(2);
      for (Entity item : items) {
        write("wire.der", item.body());
        openssl(
            "cms",
            "-decrypt",
            "-inform",
            "DER",
            "-in",
            "wire.der",
            "-binary",
            "-recip",
            "recipient.pem",
            "-inkey",
            "recipient.key",
            "-out",
            "plain.txt");
        List<Entity> signed =
            TestBroker.parts(
                EntityReader.read(Content.of(folder.resolve("plain.txt")), MimeLimits.DEFAULT));
        write("part.bin", signed.get(0).whole());
        write(
            "signature.der",
            TransferEncoding.der(signed.get(1).body(), Optional.empty(), broker.scratch));
        String output =
            openssl(
                "cms",
                "-verify",
                "-inform",
                "DER",
                "-in",
                "signature.der",
                "-binary",
                "-content",
                "part.bin",
                "-CAfile",
                "ca.pem",
                "-purpose",
                "any",
                "-certfile",
                "signer.pem",
                "-out",
                "verified.bin");
        assertThat(output).containsIgnoringCase("Verification successful");
        assertThat(folder.resolve("verified.bin"))
            .hasBinaryContent(signed.get(0).whole().toBytes(1 << 20));
      }
    }
  }

  private static List<Entity> items(Response response) throws Exception {
    String type = response.header("Content-Type").orElseThrow();
    return TestBroker.parts(
        EntityReader.read(
            Content.join(TestBroker.text("Content-Type: " + type + "\r\n\r\n"), response.body()),
            MimeLimits.DEFAULT));
  }

  private void writeKeys() throws Exception {
    TestAuthority.writePem(folder.resolve("ca.pem"), Party.authority());
    TestAuthority.writePem(folder.resolve("signer.pem"), Party.GATEWAY_SIGNING.certificate());
    TestAuthority.writePem(folder.resolve("recipient.pem"), Party.BROKER_ENCRYPTION.certificate());
    String key =
        Base64.getMimeEncoder(64, new byte[] {'\n'})
            .encodeToString(Party.BROKER_ENCRYPTION.key().getEncoded());
    Files.writeString(
        folder.resolve("recipient.key"),
        "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
  }

  private void write(String name, Content content) throws Exception {
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      content.copyTo(out);
    }
  }

  private String openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-provider", "default", "-provider", "legacy"));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
