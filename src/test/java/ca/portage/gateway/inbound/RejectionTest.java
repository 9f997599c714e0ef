package ca.portage.gateway.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import ca.portage.cms.CmsException;
import ca.portage.cms.CmsException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is held as our own fault, and what is rejected as the message's (reliability P5). */
class RejectionTest {
  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"NO_RECIPIENT_KEY", "SIGNER_EXPIRED", "SIGNER_NOT_YET_VALID"})
  void aKeyOrAClockThatWeLackIsHeldForAWhile(Reason reason) {
    assertThat(Rejection.of(new CmsException(reason, "text"), true, false)).isEmpty();
    assertThat(Rejection.of(new CmsException(reason, "text"), true, true)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aListThatWeLackIsNeverTheMessagesFault(boolean waited) {
    CmsException missing = new CmsException(Reason.SIGNER_STATUS_UNKNOWN, "text");
    assertThat(Rejection.of(missing, true, waited)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {
        "NO_RECIPIENT_KEY",
        "SIGNER_EXPIRED",
        "SIGNER_NOT_YET_VALID",
        "SIGNER_STATUS_UNKNOWN"
      })
  void everythingElseIsTheMessagesFault(Reason reason) {
    assertThat(Rejection.of(new CmsException(reason, "text"), true, false)).isPresent();
  }
}
