package ca.portage.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;

/**
 * The encoder named in {@code config/logback.xml}: every event becomes exactly one line of UTF-8.
 *
 * <p>Its one setting is {@code form}: {@code line} for people (the default) or {@code json} for
 * collectors. Another word is a configuration error, which logback reports at start.
 */
public final class EventEncoder extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private EventForm form = new LineForm();

  /**
   * Chooses the form.
   *
   * @throws IllegalArgumentException if it is neither {@code line} nor {@code json}
   */
  public void setForm(String name) {
    form = EventForm.named(name);
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return (form.line(event) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
