package ca.portage.cms;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import ca.portage.content.ContentSink;
import ca.portage.content.Scratch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Takes the content out of CompressedData (RFC 3274) as a stream, in BER or DER, with or without
 * the ContentInfo round it: inside another message PKCS#7 leaves it out.
 */
public final class CmsInflater {
  private static final int OID = 0x06;
  private static final int VERSION = 0x02;

  private CmsInflater() {}

  /**
   * Inflates a message.
   *
   * @param message CompressedData, bare or in a ContentInfo
   * @throws CmsException MALFORMED when it cannot be read to its end, COMPRESSION_REFUSED when more
   *     comes out than the limit allows
   * @throws IOException when the message cannot be read or the scratch not be written
   */
  public static Content inflate(Content message, InflationLimit limit, Scratch scratch)
      throws CmsException, IOException {
    long limitBytes = limit.bytesFor(message.size());
    try (ContentSink sink = scratch.sink();
        Inflating inflating = new Inflating(sink, limitBytes)) {
      read(message, inflating);
      inflating.finish();
      return sink.content();
    } catch (Inflating.OverLimitException e) {
      throw new CmsException(Reason.COMPRESSION_REFUSED, bomb(message.size(), limitBytes));
    } catch (MalformedBerException e) {
      throw new CmsException(
          Reason.MALFORMED, "The compressed message cannot be read (" + e.getMessage() + ").");
    } catch (RuntimeException | StackOverflowError e) {
      throw new CmsException(Reason.MALFORMED, "The compressed message cannot be read.", e);
    }
  }

  private static String bomb(long compressedBytes, long limitBytes) {
    return "The message is compressed: its "
        + compressedBytes
        + " bytes inflate to more than "
        + limitBytes
        + ", the most that policy.receive.maxInflationRatio and maxInflatedMib of the profile"
        + " allow. Nothing of it was used. If it is honest, raise them and ask for it again.";
  }

  private static void read(Content message, OutputStream content) throws IOException {
    try (InputStream in = new BufferedInputStream(message.open(), 1 << 16)) {
      BerReader ber = new BerReader(in);
      ber.enter(DerPrefix.SEQUENCE);
      boolean wrapped = ber.nextIs(OID);
      if (wrapped) {
        if (!oid(ber).equals(Oids.COMPRESSED_DATA)) {
          throw new MalformedBerException("it is not compressed");
        }
        ber.enter(DerPrefix.EXPLICIT_0);
        ber.enter(DerPrefix.SEQUENCE);
      }
      body(ber, content);
      ber.leave();
      if (wrapped) {
        ber.leave();
        ber.leave();
      }
      ber.end();
    }
  }

  private static void body(BerReader ber, OutputStream content) throws IOException {
    if (!ber.nextIs(VERSION)) {
      throw new MalformedBerException("the version is missing");
    }
    ber.element(16);
    AlgorithmIdentifier algorithm = Asn1.parse(ber.element(64), AlgorithmIdentifier::getInstance);
    if (!algorithm.getAlgorithm().equals(Oids.ZLIB)) {
      throw new MalformedBerException("it is compressed by another algorithm than zlib");
    }
    ber.enter(DerPrefix.SEQUENCE);
    oid(ber);
    ber.enter(DerPrefix.EXPLICIT_0);
    ber.octets(DerPrefix.OCTETS, content);
    ber.leave();
    ber.leave();
  }

  private static ASN1ObjectIdentifier oid(BerReader ber) throws IOException {
    return Asn1.parse(ber.element(64), ASN1ObjectIdentifier::getInstance);
  }
}
