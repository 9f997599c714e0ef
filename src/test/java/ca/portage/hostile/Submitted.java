package ca.portage.hostile;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;

/**
 * A message of ours as the gateway reads it, with its own key and nothing of Portage's.
 *
 * @param messageId as in the request's head
 * @param entity decrypted
 */
record Submitted(String messageId, String entity) {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\\s]+)");

  static Submitted of(Taken request, Parties parties) throws Exception {
    Collection<RecipientInformation> recipients =
        new CMSEnvelopedData(request.body()).getRecipientInfos().getRecipients();
    byte[] clear =
        recipients
            .iterator()
            .next()
            .getContent(new JceKeyTransEnvelopedRecipient(parties.gatewayDecryption()));
    return new Submitted(request.header("Message-ID").orElseThrow(), Bytes.text(clear));
  }

  /** The bytes that were signed. */
  private String signedPart() {
    Matcher boundary = BOUNDARY.matcher(entity);
    if (!boundary.find()) {
      throw new IllegalStateException("not a multipart");
    }
    String delimiter = "--" + boundary.group(1);
    int start = entity.indexOf("\n" + delimiter) + delimiter.length() + 3;
    return entity.substring(start, entity.indexOf("\r\n" + delimiter, start));
  }

  /** SHA-1 of the signed part in base64. */
  String mic() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(Bytes.join(signedPart()));
      return Base64.getEncoder().encodeToString(digest);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The value of a field anywhere in the message, of a receipt for instance. */
  String field(String name) {
    Matcher field =
        Pattern.compile("(?im)^" + Pattern.quote(name) + ":\\s*(.*?)\\s*$").matcher(entity);
    return field.find() ? field.group(1) : "";
  }
}
