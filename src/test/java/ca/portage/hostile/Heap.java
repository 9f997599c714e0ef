package ca.portage.hostile;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** What a Java process holds after a collection, as its own log of collections says. */
record Heap(long pid, Path log) {
  private static final Pattern ASKED_FOR =
      Pattern.compile("Pause Full \\(Diagnostic Command\\) \\d+M->(\\d+)M");
  private static final Pattern ANY = Pattern.compile("Pause \\w+ \\([^)]*\\)[^\n]*?\\d+M->(\\d+)M");

  /** The options under which a process can be asked; the heap stays the one it is shipped with. */
  static List<String> options(Path log) {
    return List.of("-XX:-DisableAttachMechanism", "-Xlog:gc:file=" + log + ":uptime:filecount=0");
  }

  /** Megabytes in use once everything that can go is gone. */
  int megabytesAfterCollection() throws IOException, InterruptedException {
    long before = after(ASKED_FOR).size();
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!jcmd.waitFor(Rig.PATIENCE.toSeconds(), TimeUnit.SECONDS) || jcmd.exitValue() != 0) {
      throw new IOException("jcmd could not ask process " + pid);
    }
    await().atMost(Rig.PATIENCE).until(() -> after(ASKED_FOR).size() > before);
    List<Integer> all = after(ASKED_FOR);
    return all.get(all.size() - 1);
  }

  /** How many collections there were so far, of any kind. */
  int collections() throws IOException {
    return after(ANY).size();
  }

  /** The most megabytes that any collection left in use since so many. */
  int mostMegabytesSince(int collections) throws IOException {
    return after(ANY).stream().skip(collections).mapToInt(m -> m).max().orElseThrow();
  }

  private List<Integer> after(Pattern kind) throws IOException {
    return kind.matcher(Files.readString(log))
        .results()
        .map(r -> Integer.parseInt(r.group(1)))
        .toList();
  }
}
