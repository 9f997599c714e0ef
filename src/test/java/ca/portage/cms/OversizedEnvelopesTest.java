package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.portage.cms.CmsException.Reason;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages made to exhaust memory or stack are refused at little cost (reliability.md E14). */
class OversizedEnvelopesTest {
  @TempDir Path folder;

  @Test
  void aMillionRecipientsAreRefusedInLittleMemory() throws Exception {
    byte[] one = HexFormat.of().parseHex("30110201028001013003060128040401020304");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(HexFormat.of().parseHex("308006092a864886f70d010703a0803080020100" + "3180"));
    for (int i = 0; i < 1_000_000; i++) {
      all.write(one);
    }

    failure(all.toByteArray());
  }

  @Test
  void aLengthOfTwoGibibytesCostsNoMemory() throws Exception {
    failure(HexFormat.of().parseHex("308006092a864886f70d010703a08030800201003184800000003084"));
    failure(
        HexFormat.of()
            .parseHex("308006092a864886f70d010703a08030800201003184" + "7fffffff30847ffffff0"));
    failure(
        HexFormat.of().parseHex("308006092a864886f70d010703a080308002010031887fffffffffffffff"));
  }

  @Test
  void nestingWithoutEndIsRefused() throws Exception {
    String start = "308006092a864886f70d010703a08030800201003180";

    failure(HexFormat.of().parseHex(start + "3080".repeat(100_000)));
    failure(HexFormat.of().parseHex(start + "a080".repeat(100_000)));
  }

  private void failure(byte[] message) {
    try (Scratch scratch = new Scratch(folder)) {
      CmsException e =
          catchThrowableOfType(
              CmsException.class,
              () ->
                  CmsDecryptor.decrypt(
                      Content.of(message), List.of(Party.GATEWAY.decryption()), scratch));
      assertThat(e.reason()).isEqualTo(Reason.DECRYPTION_FAILED);
    }
  }
}
