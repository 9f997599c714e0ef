package ca.portage.cms;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * One signature algorithm in its two languages: the identifier of a message and the words of the
 * JCA (RFC 3370 §3.2, RFC 4056, RFC 5754).
 */
record SignatureAlgorithm(
    AlgorithmIdentifier id, String jca, Optional<PSSParameterSpec> parameters) {

  private static final Map<ASN1ObjectIdentifier, Digest> RSA_WITH_DIGEST =
      Map.of(
          PKCSObjectIdentifiers.sha1WithRSAEncryption, Digest.SHA1,
          PKCSObjectIdentifiers.sha256WithRSAEncryption, Digest.SHA256,
          PKCSObjectIdentifiers.sha384WithRSAEncryption, Digest.SHA384,
          PKCSObjectIdentifiers.sha512WithRSAEncryption, Digest.SHA512);

  private static final Map<Digest, ASN1ObjectIdentifier> ECDSA =
      Map.of(
          Digest.SHA1, X9ObjectIdentifiers.ecdsa_with_SHA1,
          Digest.SHA256, X9ObjectIdentifiers.ecdsa_with_SHA256,
          Digest.SHA384, X9ObjectIdentifiers.ecdsa_with_SHA384,
          Digest.SHA512, X9ObjectIdentifiers.ecdsa_with_SHA512);

  /** What a key of this kind signs with. */
  static SignatureAlgorithm of(String keyAlgorithm, Digest digest, SignatureScheme scheme) {
    if ("EC".equals(keyAlgorithm)) {
      return ecdsa(digest);
    }
    return scheme == SignatureScheme.PSS ? pss(digest) : pkcs1(digest);
  }

  /** What a message says it was signed with; it must agree with its digest and the key. */
  static SignatureAlgorithm read(AlgorithmIdentifier id, Digest digest, PublicKey key)
      throws MalformedBerException {
    ASN1ObjectIdentifier oid = id.getAlgorithm();
    boolean rsa = !"EC".equals(key.getAlgorithm());
    if (!rsa && oid.equals(ECDSA.get(digest))) {
      return ecdsa(digest);
    }
    if (rsa && oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return readPss(id, digest);
    }
    boolean plain = oid.equals(PKCSObjectIdentifiers.rsaEncryption);
    if (rsa && (plain || RSA_WITH_DIGEST.get(oid) == digest)) {
      return pkcs1(digest);
    }
    throw new MalformedBerException("the signature algorithm " + oid + " does not fit");
  }

  /** The word of a policy: {@code pkcs1}, {@code pss} or {@code ecdsa}. */
  String scheme() {
    if (parameters.isPresent()) {
      return SignatureScheme.PSS.word();
    }
    return jca.endsWith("ECDSA") ? "ecdsa" : SignatureScheme.PKCS1.word();
  }

  /** A ready engine, initialised by the caller. */
  Signature engine(CryptoProviders providers, Key key) throws GeneralSecurityException {
    Signature signature = providers.signature(jca, key);
    if (parameters.isPresent()) {
      signature.setParameter(parameters.get());
    }
    return signature;
  }

  private static SignatureAlgorithm pkcs1(Digest digest) {
    return new SignatureAlgorithm(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
        name(digest) + "withRSA",
        Optional.empty());
  }

  private static SignatureAlgorithm ecdsa(Digest digest) {
    return new SignatureAlgorithm(
        new AlgorithmIdentifier(ECDSA.get(digest)), name(digest) + "withECDSA", Optional.empty());
  }

  private static SignatureAlgorithm pss(Digest digest) {
    int saltBytes = digest.lengthBytes();
    AlgorithmIdentifier hash = DigestIds.withNull(digest);
    RSASSAPSSparams parameters =
        new RSASSAPSSparams(
            hash,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, hash),
            new ASN1Integer(saltBytes),
            RSASSAPSSparams.DEFAULT_TRAILER_FIELD);
    return new SignatureAlgorithm(
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, parameters),
        "RSASSA-PSS",
        Optional.of(spec(digest, digest, saltBytes)));
  }

  private static SignatureAlgorithm readPss(AlgorithmIdentifier id, Digest digest)
      throws MalformedBerException {
    if (id.getParameters() == null) {
      throw new MalformedBerException("the PSS parameters are missing");
    }
    RSASSAPSSparams pss = Asn1.read(id.getParameters(), RSASSAPSSparams::getInstance);
    boolean mgf1 = PKCSObjectIdentifiers.id_mgf1.equals(pss.getMaskGenAlgorithm().getAlgorithm());
    AlgorithmIdentifier mask =
        Asn1.read(pss.getMaskGenAlgorithm().getParameters(), AlgorithmIdentifier::getInstance);
    Optional<Digest> maskDigest = DigestIds.read(mask);
    boolean saltFits = pss.getSaltLength().signum() >= 0 && pss.getSaltLength().bitLength() < 10;
    boolean known = mgf1 && maskDigest.isPresent() && saltFits;
    if (!known || !DigestIds.read(pss.getHashAlgorithm()).equals(Optional.of(digest))) {
      throw new MalformedBerException("the PSS parameters do not fit");
    }
    return new SignatureAlgorithm(
        id,
        "RSASSA-PSS",
        Optional.of(spec(digest, maskDigest.get(), pss.getSaltLength().intValue())));
  }

  private static PSSParameterSpec spec(Digest digest, Digest mask, int saltBytes) {
    return new PSSParameterSpec(
        digest.jca(), "MGF1", new MGF1ParameterSpec(mask.jca()), saltBytes, 1);
  }

  private static String name(Digest digest) {
    return digest.jca().replace("-", "");
  }
}
