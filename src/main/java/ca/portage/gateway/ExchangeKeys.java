package ca.portage.gateway;

import java.util.Optional;
import org.apache.camel.Exchange;

/** The exchange properties that steps hand to each other; nothing from outside can set one. */
public final class ExchangeKeys {
  /** The ledger id of the message at hand, a string. */
  public static final String MESSAGE = "PortageMessage";

  /** The scratch of this piece of work, shared with {@code crypto-cms}. */
  public static final String SCRATCH = "PortageScratch";

  /** The MIC of the part being sent, or of the part that was received. */
  public static final String MIC = "PortageMic";

  /** The {@code Sealed} part of the message being sent. */
  public static final String SEALED = "PortageSealed";

  /** The part of a download as it was decrypted. */
  public static final String OPENED = "PortageOpened";

  /** The {@code WireEntity} handed to the https step. */
  public static final String WIRE = "PortageWire";

  /** Set when the https step ended in an exception. */
  public static final String CUT = "PortageCut";

  /** The ledger id of the download being made, or being taken apart. */
  public static final String DOWNLOAD = "PortageDownload";

  /** The part of a download being opened. */
  public static final String PART = "PortagePart";

  /** What an opened part is: receipt, interchange, rejected, or nothing more to do. */
  public static final String KIND = "PortageKind";

  /** Set when what came calls itself a receipt, whether anything of it is believed or not. */
  public static final String CLAIMS_RECEIPT = "PortageClaimsReceipt";

  /** Why a part was rejected. */
  public static final String REJECTION = "PortageRejection";

  /** Set while a receipt of ours is being made. */
  public static final String RECEIPT = "PortageReceipt";

  /** What the site's own steps are told: delivered, settled or failed. */
  public static final String EVENT = "PortageEvent";

  private ExchangeKeys() {}

  /** What the https step threw, if it did. */
  public static Optional<Exception> cut(Exchange exchange) {
    return exchange.getProperty(CUT) == null
        ? Optional.empty()
        : Optional.of(
            asException(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
  }

  private static Exception asException(Throwable thrown) {
    return thrown instanceof Error error ? new StepFailedException(error) : (Exception) thrown;
  }
}
