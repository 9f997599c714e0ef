package ca.portage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.CmsAlgorithms;
import ca.portage.cms.CmsDecryptor;
import ca.portage.cms.CmsEncryptor;
import ca.portage.cms.CmsException;
import ca.portage.cms.ContentCipher;
import ca.portage.cms.Digest;
import ca.portage.cms.KeyTransport;
import ca.portage.cms.SignatureScheme;
import ca.portage.content.Content;
import ca.portage.content.Scratch;
import ca.portage.ediint.CanonicalText;
import ca.portage.ediint.MessageId;
import ca.portage.ediint.Mic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** What holds for every content and every size (reliability §3, properties). */
class PropertiesTest {
  private static final int MOST = 1 << 20;

  @Property
  void theCheckIsTheSameWhateverLineEndsTheFileCameWith(
      @ForAll List<@From("line") String> lines, @ForAll Digest digest) throws IOException {
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      Mic unix = check(String.join("\n", lines) + "\n", digest, scratch);
      Mic windows = check(String.join("\r\n", lines) + "\r\n", digest, scratch);
      assertThat(unix.matches(windows)).isTrue();
    }
  }

  private static Mic check(String text, Digest digest, Scratch scratch) throws IOException {
    Content content = Content.of(text.getBytes(StandardCharsets.ISO_8859_1));
    return Mic.of(CanonicalText.crlf(content, scratch), digest);
  }

  @Provide
  Arbitrary<String> line() {
    return Arbitraries.strings().withCharRange(' ', '\u00ff').ofMaxLength(40);
  }

  @Property(tries = 200)
  void whatIsEncryptedIsDecryptedToTheSameBytes(
      @ForAll @Size(max = 5000) byte[] content,
      @ForAll ContentCipher cipher,
      @ForAll KeyTransport transport)
      throws IOException, CmsException {
    CmsAlgorithms algorithms =
        new CmsAlgorithms(Digest.SHA256, SignatureScheme.PKCS1, cipher, transport, false, true);
    try (Scratch scratch = new Scratch(Fuzzing.temporary())) {
      Content message =
          CmsEncryptor.encrypt(
              Content.of(content),
              List.of(Fuzzing.decryption().certificate()),
              algorithms,
              scratch);
      assertThat(
              CmsDecryptor.decrypt(message, List.of(Fuzzing.decryption()), scratch).toBytes(MOST))
          .isEqualTo(content);
    }
  }

  @Property
  void anIdThatIsReadCanBeWrittenAndReadAgain(@ForAll String text) {
    Optional<MessageId> id = MessageId.read(text);
    if (id.isPresent()) {
      assertThat(id.get().value()).doesNotContainPattern("[\\p{Cntrl}]");
      assertThat(MessageId.read(id.get().value())).contains(id.get());
    }
  }
}
