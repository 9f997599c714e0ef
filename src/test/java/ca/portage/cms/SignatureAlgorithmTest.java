package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.security.PublicKey;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a signature says of itself must agree with its digest and with the key. */
class SignatureAlgorithmTest {
  private static final PublicKey RSA = Party.BROKER.certificate().getPublicKey();
  private static final PublicKey EC = Party.EC_SIGNER.certificate().getPublicKey();
  private static final AlgorithmIdentifier SHA256 = DigestIds.withNull(Digest.SHA256);
  private static final AlgorithmIdentifier MGF1_SHA256 =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, SHA256);

  static Stream<Arguments> unfit() {
    return Stream.of(
        Arguments.of(X9ObjectIdentifiers.ecdsa_with_SHA256, Digest.SHA256, RSA),
        Arguments.of(X9ObjectIdentifiers.ecdsa_with_SHA1, Digest.SHA256, EC),
        Arguments.of(PKCSObjectIdentifiers.rsaEncryption, Digest.SHA256, EC),
        Arguments.of(PKCSObjectIdentifiers.id_RSASSA_PSS, Digest.SHA256, EC),
        Arguments.of(PKCSObjectIdentifiers.sha256WithRSAEncryption, Digest.SHA256, EC),
        Arguments.of(PKCSObjectIdentifiers.sha1WithRSAEncryption, Digest.SHA256, RSA),
        Arguments.of(PKCSObjectIdentifiers.md5WithRSAEncryption, Digest.SHA1, RSA));
  }

  @ParameterizedTest
  @MethodSource("unfit")
  void anAlgorithmOfAnotherKeyOrDigestDoesNotFit(
      ASN1ObjectIdentifier algorithm, Digest digest, PublicKey key) {
    refused(new AlgorithmIdentifier(algorithm, DERNull.INSTANCE), digest, key);
  }

  @Test
  void bothNamesOfPlainRsaFit() throws Exception {
    for (ASN1ObjectIdentifier oid :
        new ASN1ObjectIdentifier[] {
          PKCSObjectIdentifiers.rsaEncryption, PKCSObjectIdentifiers.sha256WithRSAEncryption
        }) {
      assertThat(SignatureAlgorithm.read(new AlgorithmIdentifier(oid), Digest.SHA256, RSA).scheme())
          .isEqualTo("pkcs1");
    }
    assertThat(
            SignatureAlgorithm.read(
                    new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                    Digest.SHA256,
                    EC)
                .scheme())
        .isEqualTo("ecdsa");
  }

  @Test
  void pssWithASaltOfAnyFitLengthIsRead() throws Exception {
    for (int salt : new int[] {0, 20, 32}) {
      assertThat(
              SignatureAlgorithm.read(
                      pss(SHA256, MGF1_SHA256, BigInteger.valueOf(salt)), Digest.SHA256, RSA)
                  .parameters())
          .hasValueSatisfying(spec -> assertThat(spec.getSaltLength()).isEqualTo(salt));
    }
  }

  static Stream<AlgorithmIdentifier> oddPss() {
    AlgorithmIdentifier md5 = new AlgorithmIdentifier(PKCSObjectIdentifiers.md5, DERNull.INSTANCE);
    BigInteger salt = BigInteger.valueOf(32);
    return Stream.of(
        pss(SHA256, new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, SHA256), salt),
        pss(SHA256, new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, md5), salt),
        pss(SHA256, MGF1_SHA256, BigInteger.valueOf(-1)),
        pss(SHA256, MGF1_SHA256, BigInteger.valueOf(1 << 10)),
        pss(SHA256, MGF1_SHA256, BigInteger.ONE.shiftLeft(64).add(salt)),
        pss(DigestIds.withNull(Digest.SHA1), MGF1_SHA256, salt),
        pss(md5, MGF1_SHA256, salt),
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS, DERNull.INSTANCE),
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS));
  }

  @ParameterizedTest
  @MethodSource("oddPss")
  void pssWithOddParametersIsRefused(AlgorithmIdentifier odd) {
    refused(odd, Digest.SHA256, RSA);
  }

  private static AlgorithmIdentifier pss(
      AlgorithmIdentifier hash, AlgorithmIdentifier mask, BigInteger salt) {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_RSASSA_PSS,
        new RSASSAPSSparams(
            hash, mask, new ASN1Integer(salt), RSASSAPSSparams.DEFAULT_TRAILER_FIELD));
  }

  private static void refused(AlgorithmIdentifier id, Digest digest, PublicKey key) {
    assertThatExceptionOfType(MalformedBerException.class)
        .isThrownBy(() -> SignatureAlgorithm.read(id, digest, key));
  }
}
