package ca.portage.evidence;

import ca.portage.content.Content;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers the last few files that were as they should be: the parts of one answer come one after
 * the other, and the answer is hashed for the first of them.
 */
final class RecentFiles {
  private static final int REMEMBERED = 8;

  private record Right(String sha256, Content content) {}

  private final Map<Path, Right> right = new LinkedHashMap<>();
  private long hashed;

  /** Checks as {@link Trial#same} does, once. */
  Optional<Content> same(Trial trial, String what, Path file, Optional<String> sha256) {
    Right known = right.get(file);
    if (known != null && sha256.equals(Optional.of(known.sha256()))) {
      return Optional.of(known.content());
    }
    hashed++;
    Optional<Content> content = trial.same(what, file, sha256);
    if (content.isPresent()) {
      right.put(file, new Right(sha256.orElseThrow(), content.get()));
      if (right.size() > REMEMBERED) {
        right.remove(right.keySet().iterator().next());
      }
    }
    return content;
  }

  /** How many files were hashed. */
  long hashed() {
    return hashed;
  }
}
