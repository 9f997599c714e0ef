package ca.portage.pki.cmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.pki.PkiException;
import ca.portage.pki.Trust;
import ca.portage.pki.cmp.Framing.Frame;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * CMP over bare TCP: the frames of 1999 and those of the draft after it, and a CA that misbehaves.
 */
class CmpTcpTest {
  private final List<Duration> waited = new ArrayList<>();

  private CmpTcp to(TcpCa ca, Framing framing) {
    Patience patience = new Patience(Duration.ofMinutes(5), () -> 0, waited::add);
    return new CmpTcp("127.0.0.1", ca.port(), framing, Duration.ofSeconds(20), patience);
  }

  @ParameterizedTest
  @EnumSource(Framing.class)
  void aKeyIsRenewedInEitherFraming(Framing framing) throws Exception {
    TestCa authority = new TestCa("ou=CA,o=GC,c=CA");
    KeyPair own = TestCa.pair();
    X509Certificate old = authority.issue(Renewal.CLIENT, own.getPublic(), Duration.ofDays(20));
    Responder responder = new Responder(authority, old);
    try (TcpCa ca =
        new TcpCa(framing, f -> new Frame(Framing.ANSWER, responder.exchange(f.value())))) {
      List<X509Certificate> chain =
          new Renewal(own, old, TestCa.pair())
              .with(to(ca, framing), authority.name, Trust.of(authority.certificate));

      assertThat(chain.get(0)).isEqualTo(responder.issued.get(0));
      assertThat(responder.confirmed).containsExactly(true);
    }
  }

  @Test
  void theFramesAreThoseOfTheStandards() throws Exception {
    assertThat(bytes(Framing.RFC2510)).isEqualTo("00000003" + "00" + "abcd");
    assertThat(bytes(Framing.DRAFT)).isEqualTo("00000005" + "0a" + "01" + "00" + "abcd");
  }

  private static String bytes(Framing framing) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] value = {(byte) 0xab, (byte) 0xcd};
    framing.write(new DataOutputStream(out), new Frame(Framing.REQUEST, value));
    return HexFormat.of().formatHex(out.toByteArray());
  }

  @Test
  void aCaThatSaysWhenToComeBackIsAskedAgainByItsReference() throws Exception {
    List<Frame> seen = new ArrayList<>();
    byte[] poll = {0, 0, 0, 9, 0, 0, 0, 30};
    try (TcpCa ca =
        new TcpCa(
            Framing.RFC2510,
            frame -> {
              seen.add(frame);
              return seen.size() < 3
                  ? new Frame(Framing.POLL_ANSWER, poll)
                  : new Frame(Framing.ANSWER, new byte[] {1});
            })) {
      assertThat(to(ca, Framing.RFC2510).exchange(new byte[] {7})).containsExactly(1);
    }
    assertThat(seen).extracting(Frame::type).containsExactly(0, 2, 2);
    assertThat(seen.get(1).value()).containsExactly(0, 0, 0, 9);
    assertThat(waited).containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  @Test
  void whatTheCaSaysInAnErrorIsToldWithoutWhatATerminalWouldObey() throws Exception {
    byte[] words = "no such\u001b[2J client".getBytes(StandardCharsets.UTF_8);
    try (TcpCa ca = new TcpCa(Framing.RFC2510, f -> new Frame(Framing.ERROR, words))) {
      assertThatThrownBy(() -> to(ca, Framing.RFC2510).exchange(new byte[] {7}))
          .isInstanceOf(PkiException.class)
          .hasMessageContaining("refuses: no such")
          .hasMessageNotContaining("\u001b");
    }
  }

  @Test
  void anEndWithoutAnAnswerIsToldAsThat() throws Exception {
    try (TcpCa ca = new TcpCa(Framing.RFC2510, f -> new Frame(Framing.NO_ANSWER, new byte[1]))) {
      assertThatThrownBy(() -> to(ca, Framing.RFC2510).exchange(new byte[] {7}))
          .hasMessageContaining("without answer");
    }
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "",
        "0000",
        "7fffffff05",
        "ffffffff05",
        "00000000",
        "0000000a05aabb",
        "000000020a01"
      })
  void framesThatLieAreNotBelieved(String hex) throws Exception {
    try (TcpCa ca = TcpCa.raw(HexFormat.of().parseHex(hex))) {
      assertThatThrownBy(() -> to(ca, Framing.DRAFT).exchange(new byte[] {7}))
          .isInstanceOf(PkiException.class)
          .hasMessageContaining("127.0.0.1:" + ca.port());
    }
  }

  @Test
  void aCaThatIsNotThereIsToldWithItsAddress() throws Exception {
    TcpCa gone = TcpCa.raw(new byte[0]);
    gone.close();
    assertThatThrownBy(() -> to(gone, Framing.RFC2510).exchange(new byte[] {7}))
        .hasMessageContaining("127.0.0.1:" + gone.port())
        .hasMessageContaining("cannot be reached");
  }
}
