package ca.portage.badtls;

import ca.portage.badtls.BadGate.Script;
import ca.portage.gateway.tls.TlsRefusal;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * A fault of group C of the catalogue, as a server shows it.
 *
 * @param id of the catalogue
 * @param what it is
 * @param script how the server behaves
 * @param expected why nothing is sent to it
 * @param harm whether a client without guards would tell it everything
 */
public record TlsFault(String id, String what, Script script, TlsRefusal expected, boolean harm) {
  @Override
  public String toString() {
    return id + " " + what;
  }

  /**
   * Every fault that the server alone makes; no two with the same answer follow each other.
   *
   * @param root an authority that the client trusts
   * @param revoked a server's certificate that the list beside its authority names
   * @param revokedElsewhere one that a list in the directory names
   */
  public static List<TlsFault> all(Minted root, Minted revoked, Minted revokedElsewhere)
      throws Exception {
    Minted good = server().by(root);
    Minted middle = Minted.order("cn=Middle").authority().bits(1024).by(root);
    Duration past = Duration.ofDays(-9);
    Duration future = Duration.ofDays(9);
    List<TlsFault> all = new ArrayList<>();
    all.add(
        fault("C1", "only TLS 1.2", TlsScripts.server(good, TlsFault::old), TlsRefusal.PROTOCOL));
    all.add(
        fault(
            "C2", "no suite of ours", TlsScripts.server(good, TlsFault::chacha), TlsRefusal.SUITE));
    all.add(fault("C3", "self-signed", server().selfSigned(), TlsRefusal.UNTRUSTED));
    all.add(fault("C4", "another name", other("other.example").by(root), TlsRefusal.NAME));
    all.add(
        fault(
            "C5",
            "expired",
            server().valid(past, Duration.ofDays(-1)).by(root),
            TlsRefusal.EXPIRED));
    all.add(fault("C4", "a common name only", other().by(root), TlsRefusal.NAME));
    all.add(
        fault(
            "C5",
            "not yet valid",
            server().valid(Duration.ofDays(1), future).by(root),
            TlsRefusal.NOT_YET_VALID));
    all.add(fault("C6", "unknown CA", server().by(Minted.root("Stranger")), TlsRefusal.UNTRUSTED));
    all.add(fault("C7", "revoked", revoked, TlsRefusal.REVOKED));
    all.add(fault("C9", "RSA of 1024 bits", server().bits(1024).by(root), TlsRefusal.WEAK));
    all.add(fault("C7", "revoked in the directory", revokedElsewhere, TlsRefusal.REVOKED));
    all.add(
        fault(
            "C6",
            "a certificate for clients",
            server().purpose(KeyPurposeId.id_kp_clientAuth).by(root),
            TlsRefusal.UNSUITABLE));
    all.add(
        fault(
            "C9",
            "signed with SHA-1",
            server().signature("SHA1withRSA").by(root),
            TlsRefusal.WEAK));
    all.add(harmless("C12", "twelve certificates", chain(good, 12), TlsRefusal.CHAIN));
    all.add(fault("C9", "a weak authority between", server().by(middle), TlsRefusal.WEAK));
    all.add(harmless("C12", "a hundred certificates", chain(good, 100), TlsRefusal.CHAIN));
    all.add(fault("C13", "a policy bomb", bomb(root).sending(7), TlsRefusal.UNTRUSTED));
    all.add(
        harmless(
            "C10",
            "wants our certificate",
            TlsScripts.demanding(good, root.certificate()),
            TlsRefusal.CLIENT_CERTIFICATE));
    all.add(
        harmless(
            "C15",
            "speaks no TLS",
            BadGate.saying("HTTP/1.1 400 speak plainly\r\n\r\n"),
            TlsRefusal.NOT_TLS));
    return all;
  }

  private static Minted.Order server() {
    return other("localhost", "127.0.0.1");
  }

  private static Minted.Order other(String... names) {
    return Minted.order("cn=localhost").names(names);
  }

  private static void old(SSLSocket socket) {
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
  }

  private static void chacha(SSLSocket socket) {
    socket.setEnabledProtocols(new String[] {"TLSv1.3"});
    socket.setEnabledCipherSuites(new String[] {"TLS_CHACHA20_POLY1305_SHA256"});
  }

  private static Script chain(Minted good, int length) throws Exception {
    List<X509Certificate> chain = new ArrayList<>(good.chain());
    while (chain.size() < length) {
      chain.add(good.chain().get(1));
    }
    return TlsScripts.server(new Minted(good.key(), chain));
  }

  /** Each of six authorities maps its policies to those of the next in every way there is. */
  public static Minted bomb(Minted root) throws Exception {
    Minted issuer = root;
    for (int depth = 0; depth < 6; depth++) {
      issuer = Minted.order("cn=Bomb " + depth).authority().policies(6).by(issuer);
    }
    return server().policies(6).by(issuer);
  }

  private static TlsFault fault(String id, String what, Minted identity, TlsRefusal expected)
      throws Exception {
    return fault(id, what, TlsScripts.server(identity), expected);
  }

  private static TlsFault fault(String id, String what, Script script, TlsRefusal expected) {
    return new TlsFault(id, what, script, expected, true);
  }

  /** Where even a client without guards of its own would stop, by what its TLS is like. */
  private static TlsFault harmless(String id, String what, Script script, TlsRefusal expected) {
    return new TlsFault(id, what, script, expected, false);
  }
}
