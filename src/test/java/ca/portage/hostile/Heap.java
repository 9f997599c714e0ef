package ca.portage.hostile;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a Java process holds after a whole collection, as its own log of collections says. */
record Heap(long pid, Path log) {
  private static final Pattern FULL =
      Pattern.compile("Pause Full \\(Diagnostic Command\\) \\d+M->(\\d+)M");

  /** The options under which a process can be asked; the heap stays the one it is shipped with. */
  static List<String> options(Path log) {
    return List.of("-XX:-DisableAttachMechanism", "-Xlog:gc:file=" + log + ":uptime:filecount=0");
  }

  /** Megabytes in use once everything that can go is gone. */
  int megabytesAfterCollection() throws IOException, InterruptedException {
    long before = collections().size();
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd could not ask process " + pid);
    }
    await().until(() -> collections().size() > before);
    List<Integer> all = collections();
    return all.get(all.size() - 1);
  }

  private List<Integer> collections() throws IOException {
    Matcher full = FULL.matcher(Files.readString(log));
    return full.results().map(r -> Integer.parseInt(r.group(1))).toList();
  }
}
