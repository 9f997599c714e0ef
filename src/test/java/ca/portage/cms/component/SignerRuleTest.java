package ca.portage.cms.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsException.Reason;
import ca.portage.cms.TestParties;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which signers are believed, judged at the time of receipt (reliability.md E2, E3, E9). */
class SignerRuleTest {
  private static final X509Certificate AUTHORITY = TestParties.authority();
  private static final X509Certificate ISSUED = TestParties.issuedByAuthority().certificate();
  private static final X509Certificate STRANGER = TestParties.gateway().certificate();

  @Test
  void aPathToATrustedAuthorityIsEnough() {
    assertThatCode(() -> rule(List.of(), List.of(AUTHORITY), now()).check(ISSUED, List.of(), now()))
        .doesNotThrowAnyException();
  }

  @Test
  void aSignerWithoutAPathIsNotBelievedWhateverItBrings() {
    assertReason(rule(List.of(), List.of(AUTHORITY), now()), STRANGER, Reason.SIGNER_UNTRUSTED);
  }

  @Test
  void aValidSignerThatIsNotPinnedIsNotBelieved() {
    assertReason(
        rule(List.of(STRANGER), List.of(AUTHORITY), now()), ISSUED, Reason.SIGNER_NOT_PINNED);
  }

  @Test
  void anExpiredSignerIsNotBelieved() {
    Instant later = ISSUED.getNotAfter().toInstant().plusSeconds(1);

    assertReason(rule(List.of(ISSUED), List.of(), later), ISSUED, Reason.SIGNER_EXPIRED);
  }

  @Test
  void aSignerOfTheFutureIsNotBelieved() {
    Instant before = ISSUED.getNotBefore().toInstant().minus(Duration.ofHours(1));

    assertReason(rule(List.of(ISSUED), List.of(), before), ISSUED, Reason.SIGNER_NOT_YET_VALID);
  }

  @Test
  void aSignerThatExpiredSinceTheMessageCameIsBelieved() {
    Instant later = ISSUED.getNotAfter().toInstant().plusSeconds(1);
    SignerRule rule = rule(List.of(ISSUED), List.of(AUTHORITY), later);

    assertThatCode(() -> rule.check(ISSUED, List.of(), later.minusSeconds(60)))
        .doesNotThrowAnyException();
  }

  private static Instant now() {
    return Instant.now();
  }

  private static SignerRule rule(
      List<X509Certificate> pinned, List<X509Certificate> trusted, Instant at) {
    return new SignerRule(pinned, trusted, Clock.fixed(at, ZoneOffset.UTC));
  }

  private static void assertReason(SignerRule rule, X509Certificate signer, Reason reason) {
    assertThatThrownBy(() -> rule.check(signer, List.of(signer), rule.clock().instant()))
        .isInstanceOfSatisfying(CmsException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
