package ca.portage.pki.cmp;

import ca.portage.pki.TestAuthority;
import ca.portage.pki.TestAuthority.Issued;
import ca.portage.pki.cmp.Framing.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.cert.cmp.GeneralPKIMessage;

/** A whole CA with one client, for tests of those who use this room. */
public final class CaOfTest implements AutoCloseable {
  private final TestCa authority;
  private final KeyPair own;
  private final X509Certificate old;
  private final Responder responder;
  private final TcpCa server;
  private boolean confirms = true;

  private CaOfTest() throws Exception {
    authority = new TestCa("ou=CA,o=GC,c=CA");
    own = TestCa.pair();
    old = authority.issue(Renewal.CLIENT, own.getPublic(), Duration.ofDays(20));
    responder =
        new Responder(authority, old) {
          @Override
          PKIBody answer(GeneralPKIMessage message) throws Exception {
            boolean confirmation = message.getBody().getType() == PKIBody.TYPE_CERT_CONFIRM;
            return confirmation && !confirms ? error("come back tomorrow") : super.answer(message);
          }
        };
    server =
        new TcpCa(Framing.RFC2510, f -> new Frame(Framing.ANSWER, responder.exchange(f.value())));
  }

  public static CaOfTest start() throws Exception {
    return new CaOfTest();
  }

  public int port() {
    return server.port();
  }

  /** Writes the client's key store; one key is for everything. */
  public void giveClient(Path file, char[] password) throws Exception {
    Issued issued = new Issued(own.getPrivate(), old, List.of(authority.certificate));
    KeyPair opening = TestCa.pair();
    X509Certificate encryption =
        authority.sign(
            old.getSubjectX500Principal(),
            opening.getPublic(),
            org.bouncycastle.asn1.x509.KeyUsage.keyEncipherment,
            false,
            Duration.ofDays(20));
    TestAuthority.writePkcs12(
        file,
        password,
        Map.of(
            "signing",
            issued,
            "encryption",
            new Issued(opening.getPrivate(), encryption, List.of())));
  }

  public void writeCertificate(Path file) throws Exception {
    TestAuthority.writePem(file, authority.certificate);
  }

  /** From now on the CA issues and does not confirm. */
  public void confirmsNothing() {
    confirms = false;
  }

  public List<Integer> asked() {
    return responder.asked;
  }

  public X509Certificate issued() {
    return responder.issued.get(0);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
