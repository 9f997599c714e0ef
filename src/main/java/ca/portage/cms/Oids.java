package ca.portage.cms;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The object identifiers of RFC 5652, RFC 5083 and RFC 3274 that name what a message is. */
final class Oids {
  static final ASN1ObjectIdentifier DATA = new ASN1ObjectIdentifier("1.2.840.113549.1.7.1");
  static final ASN1ObjectIdentifier SIGNED_DATA = new ASN1ObjectIdentifier("1.2.840.113549.1.7.2");
  static final ASN1ObjectIdentifier ENVELOPED_DATA =
      new ASN1ObjectIdentifier("1.2.840.113549.1.7.3");
  static final ASN1ObjectIdentifier AUTH_ENVELOPED_DATA =
      new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.23");

  static final ASN1ObjectIdentifier COMPRESSED_DATA =
      new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.9");
  static final ASN1ObjectIdentifier ZLIB = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.3.8");

  private Oids() {}
}
