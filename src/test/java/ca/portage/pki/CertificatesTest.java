package ca.portage.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are written by openssl. */
class CertificatesTest {
  @TempDir Path folder;
  private Path pem;
  private Path key;

  @BeforeEach
  void write() throws Exception {
    pem = folder.resolve("a.pem");
    key = folder.resolve("a.key");
    selfSigned("/CN=a", key, pem);
  }

  @Test
  void onePemCertificateIsRead() throws Exception {
    assertThat(names(Certificates.readPem(pem))).containsExactly("CN=a");
  }

  @Test
  void derIsReadAsWell() throws Exception {
    Path der = folder.resolve("a.der");
    OpenSsl.must("x509", "-in", pem, "-outform", "DER", "-out", der);
    assertThat(Certificates.readPem(der)).isEqualTo(Certificates.readPem(pem));
  }

  @Test
  void severalCertificatesKeepTheirOrderAndTheTextBetweenThemIsIgnored() throws Exception {
    Path second = folder.resolve("b.pem");
    selfSigned("/CN=b", folder.resolve("b.key"), second);
    String text =
        "Bag Attributes 0 00\r\n    friendlyName: \u00e9\n"
            + OpenSsl.must("x509", "-in", second, "-text")
            + "subject=CN = a\n"
            + Files.readString(pem).replace("\n", "\r\n");
    Path both = folder.resolve("both.pem");
    Files.writeString(both, text, StandardCharsets.ISO_8859_1);
    assertThat(names(Certificates.readPem(both))).containsExactly("CN=b", "CN=a");
  }

  @Test
  void aPrivateKeyAmongCertificatesIsRefused() throws Exception {
    Path both = folder.resolve("both.pem");
    Files.writeString(both, Files.readString(pem) + Files.readString(key));
    assertThatThrownBy(() -> Certificates.readPem(both))
        .isInstanceOf(PkiException.class)
        .hasMessage(both + " holds a PRIVATE KEY; only certificates belong into this file");
  }

  @Test
  void damagedFilesAreSaidToBeSo() throws Exception {
    byte[] whole = Files.readAllBytes(pem);
    for (int length = 0; length < whole.length - 2; length += 37) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Certificates.readPem(cut))
          .isInstanceOf(PkiException.class)
          .hasMessageContaining(cut.toString());
    }
  }

  @Test
  void bytesBehindADerCertificateAreRefused() throws Exception {
    Path der = folder.resolve("a.der");
    OpenSsl.must("x509", "-in", pem, "-outform", "DER", "-out", der);
    byte[] bytes = Files.readAllBytes(der);
    Files.write(der, Arrays.copyOf(bytes, bytes.length + 1));
    assertThatThrownBy(() -> Certificates.readPem(der)).isInstanceOf(PkiException.class);
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> Certificates.readPem(folder.resolve("none.pem")))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("none.pem does not exist");
  }

  private static void selfSigned(String subject, Path key, Path certificate) throws Exception {
    OpenSsl.must(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        subject,
        "-days",
        "2",
        "-keyout",
        key,
        "-out",
        certificate);
  }

  private static List<String> names(List<X509Certificate> certificates) {
    return certificates.stream().map(c -> c.getSubjectX500Principal().getName()).toList();
  }
}
