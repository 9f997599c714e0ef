package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.content.Content;
import ca.portage.content.Scratch;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Security;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same messages whoever computes, and no provider is registered with the JVM for it. */
class CryptoProvidersTest {
  private static final CryptoProviders PREFERRED = CryptoProviders.preferred();
  private static final CryptoProviders JDK = CryptoProviders.jdk("in a test");

  @TempDir Path folder;

  static Stream<Arguments> bothWays() {
    return Stream.of(Arguments.of(PREFERRED, JDK), Arguments.of(JDK, PREFERRED));
  }

  @ParameterizedTest
  @MethodSource("bothWays")
  void whatOneSignsTheOtherVerifies(CryptoProviders one, CryptoProviders other) throws Exception {
    SignerInfoWriter writer = new SignerInfoWriter(one, Clock.systemUTC());
    for (Party party : List.of(Party.BROKER, Party.EC_SIGNER)) {
      for (Digest digest : Digest.values()) {
        for (SignatureScheme scheme : SignatureScheme.values()) {
          byte[] signature =
              CmsSigner.detached(
                  Samples.interchange(), party.signing(), Samples.signing(digest, scheme), writer);

          assertThat(
                  CmsVerifier.detached(Samples.interchange(), signature, List.of(), other).digest())
              .isEqualTo(digest);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bothWays")
  void whatOneEncryptsTheOtherOpens(CryptoProviders one, CryptoProviders other) throws Exception {
    try (Scratch scratch = new Scratch(folder)) {
      for (ContentCipher cipher : ContentCipher.values()) {
        for (KeyTransport transport : KeyTransport.values()) {
          Content message =
              CmsEncryptor.encrypt(
                  Samples.interchange(),
                  List.of(Party.GATEWAY.certificate()),
                  Samples.encrypting(cipher, transport),
                  scratch,
                  one);

          Content opened =
              CmsDecryptor.decrypt(message, List.of(Party.GATEWAY.decryption()), scratch, other);
          assertThat(opened.toBytes(10_000))
              .as(cipher + " " + transport)
              .isEqualTo(Samples.INTERCHANGE);
        }
      }
    }
  }

  @Test
  void aKeyIsTranslatedOnceAndTheJdkKeepsItsOwn() {
    PrivateKey key = Party.BROKER.key();

    assertThat(PREFERRED.translate(key, PrivateKey.class))
        .isSameAs(PREFERRED.translate(key, PrivateKey.class));
    assertThat(JDK.translate(key, PrivateKey.class)).isSameAs(key);
  }

  @Test
  void bouncyCastleComputesOnlyWhatNobodyElseHas() throws Exception {
    List<String> others =
        Arrays.stream(ContentCipher.values())
            .filter(c -> c != ContentCipher.CAST5_CBC)
            .map(ContentCipher::transformation)
            .toList();

    for (String transformation : others) {
      assertThat(JDK.cipher(transformation).getProvider().getName()).isNotEqualTo("BC");
    }
    assertThat(JDK.cipher("CAST5/CBC/PKCS5Padding").getProvider().getName()).isEqualTo("BC");
  }

  @Test
  void noProviderIsNamedForWhatItDoesNotServe() {
    assertThat(CryptoProviders.forService("Cipher", "CAST5/CBC/PKCS5Padding")).isEmpty();
    assertThat(CryptoProviders.forService("MessageDigest", "SHA-256").isPresent())
        .isEqualTo(CryptoProviders.description().contains("AmazonCorretto"));
  }

  @Test
  void theLogLineNamesWhoComputes() {
    assertThat(CryptoProviders.description()).matches("RSA and digests by .+, AES-CBC by .+");
    assertThat(Security.getProvider("AmazonCorrettoCryptoProvider")).isNull();
  }
}
