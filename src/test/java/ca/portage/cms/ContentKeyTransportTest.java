package ca.portage.cms;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong padding is no failure but another key, so nobody can ask which paddings are right. */
class ContentKeyTransportTest {
  private static final byte[] KEY = Samples.random(32);

  static Stream<Arguments> transports() {
    return Stream.of(CryptoProviders.preferred(), CryptoProviders.jdk("in a test"))
        .flatMap(p -> Arrays.stream(KeyTransport.values()).map(t -> Arguments.of(p, t)));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void theKeyComesOutAsItWentIn(CryptoProviders providers, KeyTransport transport)
      throws Exception {
    assertThat(unwrapped(providers, transport, 32)).isEqualTo(KEY);
  }

  @ParameterizedTest
  @MethodSource("transports")
  void aKeyOfAnotherLengthGivesARandomOne(CryptoProviders providers, KeyTransport transport)
      throws Exception {
    byte[] first = unwrapped(providers, transport, 16);
    byte[] second = unwrapped(providers, transport, 16);

    assertThat(first).hasSize(16).isNotEqualTo(second).isNotEqualTo(Arrays.copyOf(KEY, 16));
    assertThat(first).isNotEqualTo(Arrays.copyOfRange(KEY, 16, 32));
  }

  @ParameterizedTest
  @MethodSource("transports")
  void anyOtherCiphertextGivesARandomKey(CryptoProviders providers, KeyTransport transport)
      throws Exception {
    ContentKeyTransport rsa = new ContentKeyTransport(providers, new SecureRandom());
    AlgorithmIdentifier id = rsa.id(transport);
    byte[] other = Samples.random(256);
    other[0] = 0;

    byte[] first = rsa.unwrap(other, id, 24, Party.GATEWAY.decryption());
    byte[] second = rsa.unwrap(other, id, 24, Party.GATEWAY.decryption());

    assertThat(first).hasSize(24).isNotEqualTo(second);
  }

  @Test
  void everyByteOfThePaddingCounts() {
    byte[] block = new byte[256];
    Arrays.fill(block, (byte) 0x5a);
    block[0] = 0;
    block[1] = 2;
    block[256 - 33] = 0;
    System.arraycopy(KEY, 0, block, 224, 32);
    byte[] substitute = Samples.random(31);
    byte[] random = Arrays.copyOf(substitute, 32);

    assertThat(Pkcs1Unpadding.keyOrSubstitute(block, random)).isEqualTo(KEY);
    for (int i = 0; i < 224; i++) {
      byte[] bad = block.clone();
      bad[i] = (byte) (i < 2 || i == 223 ? 0x80 : 0);
      assertThat(Pkcs1Unpadding.keyOrSubstitute(bad, random)).as("byte " + i).isEqualTo(random);
    }
  }

  private static byte[] unwrapped(CryptoProviders providers, KeyTransport transport, int keyBytes)
      throws Exception {
    ContentKeyTransport rsa = new ContentKeyTransport(providers, new SecureRandom());
    byte[] wrapped = rsa.wrap(KEY, transport, Party.GATEWAY.certificate());
    return rsa.unwrap(wrapped, rsa.id(transport), keyBytes, Party.GATEWAY.decryption());
  }
}
