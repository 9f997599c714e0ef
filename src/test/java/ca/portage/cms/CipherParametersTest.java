package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsException.Reason;
import java.util.stream.Stream;
import javax.crypto.spec.RC2ParameterSpec;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parameters of a cipher may say (RFC 5084 §3.2, RFC 2984 §2, RFC 3370 §5.2). */
class CipherParametersTest {
  private static final String GCM = ContentCipher.AES256_GCM.oid();
  private static final String CBC = ContentCipher.AES256_CBC.oid();
  private static final String CAST5 = ContentCipher.CAST5_CBC.oid();
  private static final String RC2 = "1.2.840.113549.3.2";

  @Test
  void gcmWithANonceOfTwelveBytesAndAWholeTagIsRead() throws Exception {
    CipherParameters read = read(GCM, pair(octets(12), number(16)));

    assertThat(read.authenticated()).isTrue();
    assertThat(read.keyBytes()).isEqualTo(32);
    assertThat(read.iv()).hasSize(12);
  }

  /** RFC 5084 §3.2: twelve bytes are the default, and too few for us. */
  @Test
  void gcmWithoutALengthOfTheTagMeansAShortTag() {
    refused(GCM, new DERSequence(octets(12)), "aes-256-gcm and a tag of 12 bytes instead of 16");
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of(GCM, pair(octets(16), number(16))),
        Arguments.of(GCM, pair(octets(0), number(16))),
        Arguments.of(GCM, new DERSequence(new ASN1Encodable[] {octets(12), number(16), number(1)})),
        Arguments.of(GCM, new DERSequence()),
        Arguments.of(GCM, octets(12)),
        Arguments.of(CBC, octets(15)),
        Arguments.of(CBC, octets(17)),
        Arguments.of(CBC, octets(0)),
        Arguments.of(CBC, DERNull.INSTANCE),
        Arguments.of(CAST5, octets(16)),
        Arguments.of(CAST5, pair(octets(7), number(128))),
        Arguments.of(CAST5, new DERSequence(octets(8))),
        Arguments.of(RC2, pair(number(58), octets(7))),
        Arguments.of(RC2, pair(number(58), octets(16))),
        Arguments.of(RC2, octets(8)));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void parametersThatDoNotFitTheirCipherAreMalformed(String oid, ASN1Encodable parameters) {
    assertThatExceptionOfType(MalformedBerException.class).isThrownBy(() -> read(oid, parameters));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 88, 120, 128})
  void cast5OfWholeBytesFromEightyBitsOnIsRead(int bits) throws Exception {
    assertThat(read(CAST5, pair(octets(8), number(bits))).keyBytes()).isEqualTo(bits / 8);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 40, 72, 79, 84, 127, 129, 136, 256})
  void cast5OfAnyOtherLengthIsNamed(int bits) {
    refused(CAST5, pair(octets(8), number(bits)), "cast5 and a key of " + bits + " bits");
  }

  @ParameterizedTest
  @CsvSource({"58, 128, rc2-128", "120, 64, rc2-64"})
  void rc2NamesItsStrengthByAVersion(int version, int bits, String word) throws Exception {
    CipherParameters read = read(RC2, pair(number(version), octets(8)));

    assertThat(read.word()).isEqualTo(word);
    assertThat(read.keyBytes()).isEqualTo(bits / 8);
    assertThat(read.spec())
        .asInstanceOf(InstanceOfAssertFactories.type(RC2ParameterSpec.class))
        .returns(bits, RC2ParameterSpec::getEffectiveKeyBits);
  }

  /** 52 stands for 56 bits and 256 for itself; neither is opened, and both are no failure. */
  @ParameterizedTest
  @ValueSource(ints = {0, 52, 128, 256})
  void rc2OfAnotherStrengthIsNamedByItsVersion(int version) {
    refused(RC2, pair(number(version), octets(8)), "rc2 of the version " + version);
  }

  private static void refused(String oid, ASN1Encodable parameters, String why) {
    assertThatThrownBy(() -> read(oid, parameters))
        .hasMessageContaining("encrypted with " + why + ", which Portage does not open")
        .extracting(e -> ((CmsException) e).reason())
        .isEqualTo(Reason.ENCRYPTION_REFUSED);
  }

  private static CipherParameters read(String oid, ASN1Encodable parameters) throws Exception {
    return CipherParameters.read(
        new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid), parameters));
  }

  private static DERSequence pair(ASN1Encodable first, ASN1Encodable second) {
    return new DERSequence(new ASN1Encodable[] {first, second});
  }

  private static DEROctetString octets(int length) {
    return new DEROctetString(new byte[length]);
  }

  private static ASN1Integer number(int value) {
    return new ASN1Integer(value);
  }
}
