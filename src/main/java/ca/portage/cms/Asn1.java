package ca.portage.cms;

import java.io.IOException;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/** The border to BouncyCastle's ASN.1 types: whatever they throw at bad input is malformed. */
final class Asn1 {
  private Asn1() {}

  /** Reads one small, already bounded element. */
  static <T> T parse(byte[] element, Function<Object, T> type) throws MalformedBerException {
    try {
      return type.apply(ASN1Primitive.fromByteArray(element));
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new MalformedBerException("an element cannot be read", e);
    }
  }

  /** Reads a value inside an element that was parsed before. */
  static <T> T read(ASN1Encodable value, Function<Object, T> type) throws MalformedBerException {
    try {
      return type.apply(value);
    } catch (RuntimeException | StackOverflowError e) {
      throw new MalformedBerException("an element cannot be read", e);
    }
  }

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("an ASN.1 value could not be encoded in memory", e);
    }
  }
}
