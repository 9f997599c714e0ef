package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.TestAuthority.Purpose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Every certificate and key store written here is read back by openssl. */
class TestAuthorityTest {
  private static final String GATEWAY =
      "cn=Ops CCRA-ADRC GW+serialNumber=100063,ou=EQUIP,ou=EXTERN,ou=CCRA-ADRC,o=GC,c=CA";
  private static final char[] PASSWORD = "pass word".toCharArray();

  @TempDir Path folder;
  private final TestAuthority authority =
      TestAuthority.create("Root, \"of\" tests", Clock.systemUTC());

  @Test
  void opensslAcceptsTheChainOverASubordinateAuthority() throws Exception {
    TestAuthority lower = authority.subordinate("Lower");
    Issued signer = lower.issue(Purpose.SIGNING, "cn=signer");
    assertThat(signer.chain())
        .containsExactly(signer.certificate(), lower.certificate(), authority.certificate());
    assertThat(
            OpenSsl.must(
                "verify",
                "-x509_strict",
                "-purpose",
                "smimesign",
                "-CAfile",
                pem(authority.certificate()),
                "-untrusted",
                pem(lower.certificate()),
                pem(signer.certificate())))
        .contains(": OK");
  }

  @Test
  void opensslSeesTheUseOfEachPurpose() throws Exception {
    assertThat(text(authority.issue(Purpose.SIGNING, "cn=s").certificate()))
        .contains("Digital Signature, Non Repudiation", "E-mail Protection", "CA:FALSE")
        .contains("sha256WithRSAEncryption", "Public-Key: (2048 bit)")
        .doesNotContain("Key Encipherment", "Alternative Name");
    assertThat(text(authority.issue(Purpose.ENCRYPTION, "cn=e").certificate()))
        .contains("Key Encipherment")
        .doesNotContain("Digital Signature");
    assertThat(
            text(
                authority
                    .issue(Purpose.TLS_SERVER, "cn=t", "localhost", "127.0.0.1", "::1")
                    .certificate()))
        .contains("TLS Web Server Authentication")
        .contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
    assertThat(text(authority.certificate())).contains("CA:TRUE", "Certificate Sign, CRL Sign");
  }

  @Test
  void aNameOfSeveralValuesIsWrittenAsTheGatewayHasIt() throws Exception {
    X509Certificate certificate = authority.issue(Purpose.ENCRYPTION, GATEWAY).certificate();
    assertThat(
            OpenSsl.must(
                "x509", "-noout", "-subject", "-nameopt", "RFC2253", "-in", pem(certificate)))
        .isEqualTo(
            "subject=CN=Ops CCRA-ADRC GW+serialNumber=100063,OU=EQUIP,OU=EXTERN,OU=CCRA-ADRC,O=GC,"
                + "C=CA\n");
  }

  @Test
  void theValidityIsTheOneAskedFor() throws Exception {
    Issued expired =
        authority.issue(Purpose.SIGNING, "cn=x", Duration.ofDays(-9), Duration.ofDays(-1));
    assertThat(
            OpenSsl.run(
                    "verify", "-CAfile", pem(authority.certificate()), pem(expired.certificate()))
                .output())
        .contains("certificate has expired");
  }

  @Test
  void serialNumbersAreLongPositiveAndDifferent() {
    var one = authority.issue(Purpose.SIGNING, "cn=x").certificate().getSerialNumber();
    var two = authority.issue(Purpose.SIGNING, "cn=x").certificate().getSerialNumber();
    assertThat(one).isNotEqualTo(two).isPositive();
    assertThat(one.bitLength()).isEqualTo(128);
  }

  @Test
  void keysOfAnotherSizeCanBeIssued() throws Exception {
    assertThat(text(authority.withKeyBits(3072).issue(Purpose.SIGNING, "cn=s").certificate()))
        .contains("Public-Key: (3072 bit)");
  }

  @Test
  void opensslOpensTheKeyStoreAndSeesModernEncryption() throws Exception {
    Issued signer = authority.issue(Purpose.SIGNING, "cn=signer");
    Path file = folder.resolve("keys.p12");
    TestAuthority.writePkcs12(file, "secret".toCharArray(), Map.of("signing", signer));
    String info = OpenSsl.must("pkcs12", "-info", "-in", file, "-passin", "pass:secret", "-nodes");
    assertThat(info)
        .contains("friendlyName: signing", "subject=CN = signer", "BEGIN PRIVATE KEY")
        .contains(
            "Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC, Iteration 10000, PRF hmacWithSHA256")
        .contains("PKCS7 Encrypted data: PBES2, PBKDF2, AES-256-CBC")
        .contains("MAC: sha256");
    assertThat(info.split("BEGIN CERTIFICATE", -1)).hasSize(3);
  }

  @Test
  @DisabledOnOs(
      value = OS.WINDOWS,
      disabledReason = "Windows has access lists in place of file modes")
  void aKeyStoreIsItsOwnersAloneFromTheFirstByte() throws Exception {
    Path file = folder.resolve("keys.p12");
    TestAuthority.writePkcs12(
        file, PASSWORD, Map.of("a", authority.issue(Purpose.SIGNING, "cn=signer")));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void nothingIsEverWrittenOverAFile() throws Exception {
    Path file = Files.writeString(folder.resolve("precious"), "precious");
    assertThatThrownBy(() -> TestAuthority.writePem(file, authority.certificate()))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("exists already and was left as it is");
    assertThatThrownBy(() -> TestAuthority.writePkcs12(file, PASSWORD, Map.of()))
        .isInstanceOf(PkiException.class);
    assertThat(file).hasContent("precious");
  }

  private Path pem(X509Certificate certificate) throws Exception {
    Path file = folder.resolve(certificate.getSerialNumber() + ".pem");
    if (!Files.exists(file)) {
      TestAuthority.writePem(file, certificate);
    }
    return file;
  }

  private String text(X509Certificate certificate) throws Exception {
    return OpenSsl.must("x509", "-noout", "-text", "-in", pem(certificate));
  }
}
