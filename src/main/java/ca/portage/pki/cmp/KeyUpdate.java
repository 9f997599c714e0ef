package ca.portage.pki.cmp;

import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cmp.CMPCertificate;
import org.bouncycastle.asn1.cmp.CertRepMessage;
import org.bouncycastle.asn1.cmp.CertResponse;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PollRepContent;
import org.bouncycastle.asn1.cmp.PollReqContent;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Renews one key at the CA: key update request, the new certificate checked, certificate
 * confirmation, and the CA's own confirmation of that (RFC 4210 §5.3.5, §5.3.18). Nothing is new
 * before the last one.
 */
public final class KeyUpdate {
  /**
   * Who speaks with which key.
   *
   * @param key signs the requests; RSA
   * @param chain its certificate first
   */
  public record Speaker(PrivateKey key, List<X509Certificate> chain) {
    /** Copies the chain. */
    public Speaker {
      chain = List.copyOf(chain);
    }
  }

  /**
   * The CA.
   *
   * @param name whom the requests are for, and who may protect the answers
   * @param trust the certificates that may vouch for it
   */
  public record Authority(CmpTransport transport, X500Principal name, Trust trust) {}

  /** What is made safe on the way, so that no end of this process loses a key the CA knows. */
  public interface Keeping {
    /** Keeps the new key; it is not asked for before this returns. */
    void made(KeyPair pair) throws PkiException;

    /** Keeps the certificate it got; it is not confirmed before this returns. */
    void issued(KeyPair pair, List<X509Certificate> chain) throws PkiException;
  }

  private static final ASN1Integer FIRST = new ASN1Integer(BigInteger.ZERO);

  private final Speaker speaker;
  private final Authority authority;
  private final Supplier<KeyPair> maker;
  private final Patience patience;
  private final Clock clock;
  private final SecureRandom random;

  /** An update; {@code maker} makes the new key. */
  public KeyUpdate(
      Speaker speaker,
      Authority authority,
      Supplier<KeyPair> maker,
      Patience patience,
      Clock clock,
      SecureRandom random) {
    this.speaker = speaker;
    this.authority = authority;
    this.maker = maker;
    this.patience = patience;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Renews the key of one certificate.
   *
   * @param old the certificate that gets a successor, the speaker's own or that of another key
   * @return the new certificate and those of its issuers as far as the CA sent them
   * @throws PkiException with what happened; until {@link Keeping#issued} returned nothing is new
   *     at the CA's either, as a certificate that is not confirmed is withdrawn
   */
  public List<X509Certificate> renew(X509Certificate old, Keeping keeping) throws PkiException {
    CaTrust trust = new CaTrust(authority.trust(), authority.name(), clock);
    Dialogue dialogue =
        new Dialogue(
            authority.transport(),
            speaker.chain(),
            CmpSigner.of(speaker.key()),
            X500Name.getInstance(authority.name().getEncoded()),
            trust,
            clock,
            random);
    KeyPair pair = maker.get();
    keeping.made(pair);
    Dialogue.Answer answer = request(dialogue, UpdateRequest.body(old, pair));
    CertResponse response = response(answer.body());
    List<X509Certificate> chain = chain(answer, response);
    X509Certificate issued = chain.get(0);
    try {
      IssuedCheck.require(issued, old, pair.getPublic(), clock.instant());
      trust.requireIssued(issued, chain.subList(1, chain.size()));
    } catch (PkiException e) {
      reject(dialogue, issued, e);
      throw e;
    }
    keeping.issued(pair, chain);
    dialogue.ask(Confirmation.accepting(issued), PKIBody.TYPE_CONFIRM);
    return chain;
  }

  /** Asks, and comes back as often as the CA wants (RFC 4210 §5.3.22). */
  private Dialogue.Answer request(Dialogue dialogue, PKIBody body) throws PkiException {
    Dialogue.Answer answer = dialogue.ask(body, PKIBody.TYPE_KEY_UPDATE_REP);
    while (waits(answer.body())) {
      Dialogue.Answer later =
          dialogue.ask(
              new PKIBody(PKIBody.TYPE_POLL_REQ, new PollReqContent(FIRST)),
              PKIBody.TYPE_POLL_REP,
              PKIBody.TYPE_KEY_UPDATE_REP);
      if (later.body().getType() == PKIBody.TYPE_POLL_REP) {
        PollRepContent poll = PollRepContent.getInstance(later.body().getContent());
        patience.await(Duration.ofSeconds(poll.getCheckAfter(0).intValueExact()));
      } else {
        answer = later;
      }
    }
    return answer;
  }

  private static boolean waits(PKIBody body) throws PkiException {
    return body.getType() == PKIBody.TYPE_KEY_UPDATE_REP
        && only(body).getStatus().getStatus().intValue() == PKIStatus.WAITING;
  }

  private static CertResponse only(PKIBody body) throws PkiException {
    CertResponse[] all = CertRepMessage.getInstance(body.getContent()).getResponse();
    if (all.length != 1) {
      throw new PkiException("the CA answered one request with " + all.length + " certificates");
    }
    return all[0];
  }

  private static CertResponse response(PKIBody body) throws PkiException {
    CertResponse response = only(body);
    int status = response.getStatus().getStatus().intValue();
    boolean granted = status == PKIStatus.GRANTED || status == PKIStatus.GRANTED_WITH_MODS;
    if (!granted || response.getCertifiedKeyPair() == null) {
      throw new PkiException(
          "the CA issues no certificate: " + Dialogue.words(response.getStatus()));
    }
    return response;
  }

  /** The new certificate, then whatever else came along. */
  private static List<X509Certificate> chain(Dialogue.Answer answer, CertResponse response)
      throws PkiException {
    CMPCertificate issued = response.getCertifiedKeyPair().getCertOrEncCert().getCertificate();
    if (issued == null) {
      throw new PkiException(
          "the CA sends the certificate encrypted, which is not understood here; use the CA's own"
              + " tool and import its result");
    }
    List<X509Certificate> all = new ArrayList<>(certificates(issued));
    CMPCertificate[] authorities =
        CertRepMessage.getInstance(answer.body().getContent()).getCaPubs();
    if (authorities != null) {
      all.addAll(certificates(authorities));
    }
    all.addAll(answer.brought());
    return all.stream().distinct().toList();
  }

  private static List<X509Certificate> certificates(CMPCertificate... all) throws PkiException {
    X509CertificateHolder[] holders = new X509CertificateHolder[all.length];
    for (int i = 0; i < all.length; i++) {
      if (!all[i].isX509v3PKCert()) {
        throw new PkiException("the CA sends a certificate that is not X.509");
      }
      holders[i] = new X509CertificateHolder(all[i].getX509v3PKCert());
    }
    return CaTrust.certificates(holders);
  }

  /** Tells the CA that its certificate was not taken, so that it withdraws it. */
  private static void reject(Dialogue dialogue, X509Certificate issued, PkiException why) {
    try {
      dialogue.ask(Confirmation.rejecting(issued), PKIBody.TYPE_CONFIRM);
    } catch (PkiException e) {
      why.addSuppressed(e);
    }
  }
}
