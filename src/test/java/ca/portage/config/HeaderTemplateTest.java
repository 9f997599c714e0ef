package ca.portage.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTemplateTest {
  @Test
  void placeholdersAreFilledOnceAndLiterally() {
    HeaderTemplate header = new HeaderTemplate("X", "<{sender}> {digest}, {sender}");
    assertThat(header.fill(Map.of("sender", "$1{digest}\\", "digest", "sha1")))
        .isEqualTo("<$1{digest}\\> sha1, $1{digest}\\");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b\r\nBcc: c@d", "a\nb", "a\rb", "a\0b", "é"})
  void aFilledValueNeverBreaksTheLine(String injected) {
    HeaderTemplate header = new HeaderTemplate("From", "{sender}");
    assertThatThrownBy(() -> header.fill(Map.of("sender", injected)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(injected);
  }

  @Test
  void aMissingValueIsAnErrorNotAnEmptyHeader() {
    HeaderTemplate header = new HeaderTemplate("From", "{sender}");
    assertThatThrownBy(() -> header.fill(Map.of())).hasMessage("header From needs {sender}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Disposition-Notification-To",
        "disposition-notification-to",
        "Disposition-notification-options",
        "Receipt-Delivery-Option",
        "Receipt-Delivery-Options"
      })
  void everySpellingThatAsksForAReceiptIsKnown(String name) {
    assertThat(new HeaderTemplate(name, "x").asksForReceipt()).isTrue();
  }

  @Test
  void anOrdinaryHeaderAsksForNothing() {
    assertThat(new HeaderTemplate("From", "x").asksForReceipt()).isFalse();
  }
}
