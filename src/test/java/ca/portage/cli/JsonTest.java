package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void keysKeepTheirOrderAndNothingIsNull() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("z", 1);
    object.put("a", Optional.empty());
    object.put("m", Optional.of("x"));
    object.put("l", List.of(true, 2L, Map.of()));
    object.put("i", Instant.EPOCH);

    assertThat(Json.line(object))
        .isEqualTo(
            "{\"z\":1,\"a\":null,\"m\":\"x\",\"l\":[true,2,{}],\"i\":\"1970-01-01T00:00:00Z\"}");
  }

  @Test
  void anyTextIsOneLineOfPrintableAsciiAndComesBackUnchanged() throws IOException {
    String hostile = "a\nb\u001b[2J\u0085\u202e\u2028\u007fé\"\\";

    String line = Json.line(Map.of("file", hostile));

    assertThat(line.chars().allMatch(c -> c >= ' ' && c <= '~')).as(line).isTrue();
    assertThat(new ObjectMapper().readTree(line).get("file").asText()).isEqualTo(hostile);
  }
}
