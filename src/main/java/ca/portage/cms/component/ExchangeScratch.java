package ca.portage.cms.component;

import ca.portage.content.Scratch;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/** Finds the scratch of an exchange, or gives it one that is closed when the exchange is done. */
final class ExchangeScratch {
  private ExchangeScratch() {}

  static Scratch of(Exchange exchange, Path workFolder) {
    Scratch present = exchange.getProperty(CryptoCms.SCRATCH, Scratch.class);
    if (present != null) {
      return present;
    }
    Scratch made = new Scratch(workFolder);
    exchange.setProperty(CryptoCms.SCRATCH, made);
    exchange
        .getExchangeExtension()
        .addOnCompletion(
            new SynchronizationAdapter() {
              @Override
              public void onDone(Exchange done) {
                made.close();
              }
            });
    return made;
  }
}
