package ca.portage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
  private static final Paint PLAIN = new Paint(false);

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(new Table("ID", "STATE").cell("long-id").cell("DONE").lines(100, PLAIN))
        .containsExactly("ID       STATE", "long-id  DONE");
  }

  @Test
  void aLineEndInACellCannotMakeARow() {
    assertThat(new Table("FILE").cell("a\nFORGED").lines(100, PLAIN)).hasSize(2);
  }

  @Test
  void aRowIsCutAtTheEdgeOfTheTerminal() {
    assertThat(new Table("A", "B").cell("12345").cell("1234567890").lines(10, PLAIN))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(10))
        .last()
        .isEqualTo("12345  12…");
  }

  @Test
  void colourDoesNotMoveTheColumns() {
    Paint paint = new Paint(true);
    assertThat(new Table("A", "B").cell("x", paint::bad).cell("y").lines(100, paint).get(1))
        .isEqualTo("\u001b[31mx\u001b[0m  y");
  }
}
