package ca.portage.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.portage.content.Content;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeavesTest {

  private static Content nested(int depth) {
    Content inner = Samples.crlf("Content-Type: text/plain\n\nleaf");
    for (int i = 0; i < depth; i++) {
      Content head = Samples.crlf("Content-Type: multipart/mixed; boundary=b" + i + "\n\n");
      inner = Content.join(head, MultipartWriter.write("b" + i, List.of(inner, inner)));
      inner = Samples.bytes(read(inner));
    }
    return inner;
  }

  private static String read(Content content) {
    try {
      return Samples.text(content);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Entity> leaves(Content content, MimeLimits limits) throws Exception {
    return Leaves.of(EntityReader.read(content, limits), limits);
  }

  @Test
  void theLeavesOfANestedMultipartComeInTheirOrder() throws Exception {
    assertThat(leaves(nested(3), MimeLimits.DEFAULT)).hasSize(8);
    assertThat(leaves(nested(0), MimeLimits.DEFAULT)).hasSize(1);
  }

  @Test
  void D6_nestingBeyondTheLimitIsMalformed() throws Exception {
    MimeLimits shallow = new MimeLimits(65_536, 500, 20_000, 2);

    assertThat(leaves(nested(2), shallow)).hasSize(4);
    assertThatThrownBy(() -> leaves(nested(3), shallow))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("deeper");
  }

  @Test
  void tooManyLeavesAreMalformed() {
    assertThatThrownBy(() -> leaves(nested(3), new MimeLimits(65_536, 500, 7, 10)))
        .isInstanceOf(MalformedMimeException.class)
        .hasMessageContaining("in all");
  }
}
