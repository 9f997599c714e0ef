package ca.portage.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonFormTest {
  private static final String HOSTILE =
      "a\n{\"at\":\"forged\"}\r\u001b[31m\u0085\u202e\u2028\u007fé\uD83D";

  @Test
  void anEventIsOneObjectWithItsFields() throws IOException {
    JsonNode event =
        parse(Map.of("channel", "cig", "message", "01JQ", "state", "DONE"), "settled", null);

    assertThat(event.fieldNames())
        .toIterable()
        .containsExactly("at", "level", "channel", "message", "state", "source", "thread", "text");
    assertThat(event.get("at").asText()).isEqualTo("2026-03-02T12:00:00.123Z");
    assertThat(event.get("channel").asText()).isEqualTo("cig");
    assertThat(event.get("text").asText()).isEqualTo("settled");
  }

  @Test
  void aFieldThatIsNotSetIsNull() throws IOException {
    assertThat(parse(Map.of(), "started", null).get("channel").isNull()).isTrue();
  }

  @Test
  void hostileTextComesBackUnchangedFromOneLineOfPrintableAscii() throws IOException {
    String line = new JsonForm().line(Events.event(Map.of("channel", HOSTILE), HOSTILE, null));

    assertThat(line.chars().allMatch(c -> c >= ' ' && c <= '~')).as(line).isTrue();
    assertThat(new ObjectMapper().readTree(line).get("text").asText()).isEqualTo(HOSTILE);
  }

  @Test
  void anErrorCarriesItsWholeStack() throws IOException {
    JsonNode error =
        parse(Map.of(), "x", new IOException("outer", new IllegalStateException())).get("error");

    assertThat(error).hasSize(2);
    assertThat(error.get(0).get("text").asText()).isEqualTo("outer");
    assertThat(error.get(0).get("stack").get(0).asText()).contains("JsonFormTest");
    assertThat(error.get(1).get("text").isNull()).isTrue();
  }

  @Test
  void anUnknownFormIsRefusedByName() {
    assertThatThrownBy(() -> new EventEncoder().setForm("xml"))
        .hasMessage("the log form is 'xml'; it is either line or json");
  }

  private static JsonNode parse(Map<String, String> fields, String text, Throwable thrown)
      throws IOException {
    return new ObjectMapper().readTree(new JsonForm().line(Events.event(fields, text, thrown)));
  }
}
