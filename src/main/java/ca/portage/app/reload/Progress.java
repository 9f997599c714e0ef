package ca.portage.app.reload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a change of several channels or files has come to: some may be done and others not. */
final class Progress {
  private final Map<String, List<String>> done = new LinkedHashMap<>();
  private final List<String> failed = new ArrayList<>();
  private Exception why;

  /** One exchange; whatever it throws leaves the others alone. */
  @FunctionalInterface
  interface Step {
    void take() throws Exception;
  }

  /**
   * Takes a step.
   *
   * @param word for it, such as {@code changed}
   * @param name of the channel or file
   */
  void take(String word, String name, Step step) {
    try {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException("the service stops");
      }
      step.take();
      done.computeIfAbsent(word, each -> new ArrayList<>()).add(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failed(word, name, e);
    } catch (Exception e) {
      failed(word, name, e);
    }
  }

  private void failed(String word, String name, Exception e) {
    failed.add(
        "not %s: %s (%s)".formatted(word, name, e.getMessage() == null ? e : e.getMessage()));
    if (why == null) {
      why = e;
    } else {
      why.addSuppressed(e);
    }
  }

  /** For the audit: {@code changed: cig; switched off: htg}. */
  String done() {
    return done.entrySet().stream()
        .map(each -> each.getKey() + ": " + String.join(", ", each.getValue()))
        .collect(Collectors.joining("; "));
  }

  /**
   * The same at the end.
   *
   * @throws SwapFailedException if anything failed; it says what is done and what is not
   */
  String end() throws SwapFailedException {
    if (why == null) {
      return done();
    }
    String not = String.join("; ", failed);
    throw new SwapFailedException(
        done(), done.isEmpty() ? not : ReloadState.IN_PART + done() + "; " + not, why);
  }
}
