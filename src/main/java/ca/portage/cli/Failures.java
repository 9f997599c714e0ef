package ca.portage.cli;

import ca.portage.config.ConfigException;
import ca.portage.ledger.LedgerException;
import ca.portage.logging.Printable;
import ca.portage.pki.PkiException;
import ca.portage.pki.WrongPasswordException;
import ca.portage.simulator.SimulatorException;
import ca.portage.spool.ForceFailedException;
import ca.portage.spool.SpoolLockedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what stopped a command into words for an admin and an exit code. */
final class Failures implements IExecutionExceptionHandler {
  private final Session session;

  Failures(Session session) {
    this.session = session;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    Failure failure = asFailure(e);
    failure.getMessage().lines().forEach(line -> say("portage: " + line));
    if (!failure.advice().isEmpty()) {
      say("  " + failure.advice());
    }
    return failure.exitCode();
  }

  private void say(String line) {
    session.err().println(Printable.text(line));
  }

  static Failure asFailure(Exception e) {
    if (e instanceof Failure failure) {
      return failure;
    }
    if (e instanceof ConfigException) {
      return new Failure(ExitCode.CONFIG, e.getMessage(), "correct this and try again", e);
    }
    if (e instanceof SpoolLockedException) {
      return new Failure(ExitCode.TEMPORARY, e.getMessage(), "", e);
    }
    if (e instanceof WrongPasswordException) {
      return new Failure(ExitCode.PERMISSION, e.getMessage(), "nothing was started", e);
    }
    if (e instanceof PkiException) {
      return new Failure(ExitCode.CONFIG, e.getMessage(), "'portage check' looks at every key", e);
    }
    if (e instanceof SimulatorException) {
      return new Failure(ExitCode.UNAVAILABLE, e.getMessage(), "", e);
    }
    if (e instanceof LedgerException ledger) {
      return new Failure(exitCode(ledger.reason()), e.getMessage(), "", e);
    }
    if (e instanceof AccessDeniedException denied) {
      return new Failure(
          ExitCode.PERMISSION,
          denied.getFile() + " may not be used by this user",
          "start Portage as the user who owns the home",
          e);
    }
    if (e instanceof ForceFailedException) {
      return new Failure(
          ExitCode.IO,
          e.getMessage(),
          "Portage ended itself so that nothing is built on it; a restart is safe",
          e);
    }
    if (e instanceof IOException) {
      return new Failure(ExitCode.IO, describe(e), "check the disk and the folder's owner", e);
    }
    LoggerFactory.getLogger(Failures.class).error("a command failed unexpectedly", e);
    return new Failure(
        ExitCode.SOFTWARE, describe(e), "this should not happen; the line above says where", e);
  }

  private static int exitCode(LedgerException.Reason reason) {
    return switch (reason) {
      case UNKNOWN_ID, MISSING -> ExitCode.NO_INPUT;
      case CONTRADICTION, CORRUPT -> ExitCode.DATA;
      case DISK_FULL, STORAGE -> ExitCode.IO;
      case UNSUITABLE -> ExitCode.CONFIG;
      case ILLEGAL_TRANSITION, NOT_WRITABLE -> ExitCode.SOFTWARE;
    };
  }

  static String describe(Exception e) {
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }
}
