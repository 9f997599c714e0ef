package ca.portage.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;

/**
 * The line an admin reads: {@code time level channel message state source: text}.
 *
 * <p>The fields come before the text and hold no blanks, so nothing in a text can pass for one. An
 * exception adds its chain of causes, each with the places it came through.
 */
final class LineForm implements EventForm {
  private static final String ROOT = "ca.portage.";
  private static final int FRAMES = 6;
  private static final int CAUSES = 8;

  @Override
  public String line(ILoggingEvent event) {
    StringBuilder line =
        new StringBuilder(160)
            .append(EventForm.time(event))
            .append(' ')
            .append("%-5s".formatted(event.getLevel()))
            .append(' ')
            .append(Printable.word(EventForm.field(event, "channel")))
            .append(' ')
            .append(Printable.word(EventForm.field(event, "message")))
            .append(' ')
            .append(Printable.word(EventForm.field(event, "state")))
            .append(' ')
            .append(Printable.word(source(event.getLoggerName())))
            .append(": ")
            .append(Printable.text(String.valueOf(event.getFormattedMessage())));
    IThrowableProxy thrown = event.getThrowableProxy();
    for (int i = 0; thrown != null && i < CAUSES; i++, thrown = thrown.getCause()) {
      appendCause(line, thrown);
    }
    return line.toString();
  }

  private static void appendCause(StringBuilder line, IThrowableProxy thrown) {
    line.append(" | ").append(Printable.word(thrown.getClassName()));
    if (thrown.getMessage() != null) {
      line.append(": ").append(Printable.text(thrown.getMessage()));
    }
    StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
    for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
      StackTraceElement frame = frames[i].getStackTraceElement();
      line.append(i == 0 ? " at " : " < ")
          .append(Printable.text(frame.getFileName() + ":" + frame.getLineNumber()));
    }
  }

  /** {@code ca.portage.gateway.Conclude} as {@code gateway.Conclude}, others as their last name. */
  private static String source(String logger) {
    return logger.startsWith(ROOT)
        ? logger.substring(ROOT.length())
        : logger.substring(logger.lastIndexOf('.') + 1);
  }
}
