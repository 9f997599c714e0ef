package ca.portage.hostile;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;

/**
 * A client without a guard: it opens what it can, asks for nobody's signature, and takes the names
 * it is given. What it would write is what the guards of the product keep out.
 *
 * @param key the broker's
 */
record NaiveClient(PrivateKey key) {
  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";\r\n]+)");
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

  /**
   * A file it would write.
   *
   * @param name as the part gives it
   * @param text its content
   */
  record Written(String name, String text) {
    /** Whether the name leads out of the inbox. */
    boolean escapes() {
      Path inbox = Path.of("/inbox");
      String safe = name.replaceAll("[^ -~]", "_").replace('\\', '/');
      return !inbox.resolve(safe).normalize().startsWith(inbox);
    }
  }

  /** The files that this answer would make it write. */
  List<Written> files(Reply reply) {
    Matcher boundary = BOUNDARY.matcher(String.join("\n", reply.headers()));
    String body = Bytes.text(reply.sent());
    List<Written> files = new ArrayList<>();
    for (String part :
        boundary.find()
            ? body.split(Pattern.quote("--" + boundary.group(1)))
            : new String[] {body}) {
      int blank = part.indexOf("\r\n\r\n");
      if (blank >= 0) {
        Matcher name = FILE_NAME.matcher(part);
        String content = part.substring(blank + 4).replaceFirst("\r\n$", "");
        files.add(new Written(name.find() ? name.group(1) : "part", open(content)));
      }
    }
    return files;
  }

  private String open(String body) {
    try {
      for (RecipientInformation recipient :
          new CMSEnvelopedData(Bytes.join(body)).getRecipientInfos().getRecipients()) {
        return Bytes.text(recipient.getContent(new JceKeyTransEnvelopedRecipient(key)));
      }
      return body;
    } catch (CMSException | RuntimeException e) {
      // Not encrypted, then: a client without a guard takes it as it is.
      return body;
    }
  }
}
