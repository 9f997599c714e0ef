package ca.portage.app.reload;

import ca.portage.config.Channel;
import ca.portage.config.ConfigException;
import ca.portage.config.Home;
import ca.portage.pki.PkiException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A change made ready, of files that stood still meanwhile.
 *
 * @param prepared the channels that are to be made, in the order in which they are
 * @param digests of the files they are made of
 */
record Draft(Change change, Map<Channel, Prepared> prepared, Map<String, String> digests) {
  private static final int TRIES = 3;

  /** Makes drafts of what the files of a home say. */
  record Desk(Home home, Swap.Source source, Builder builder, ChannelFiles files) {
    /** What is to be changed in the channels that run; begins nothing. */
    Draft draft(Map<String, Prepared> running, Map<String, String> digests)
        throws ConfigException, PkiException, IOException {
      for (int attempt = 1; attempt <= TRIES; attempt++) {
        List<Channel> next = next();
        Map<String, String> now = files.digests(next);
        Change change = Change.between(running, next, digests, now);
        change.refuseWhatNeedsARestart(home);
        Map<Channel, Prepared> prepared = new LinkedHashMap<>();
        for (Channel channel : change.toStart()) {
          prepared.put(channel, builder.prepare(channel));
        }
        if (change.isEmpty() || stoodStill(next, now)) {
          return new Draft(change, prepared, now);
        }
      }
      throw new ConfigException(
          home.config(), "changes while it is read; it is looked at again once it stands still");
    }

    /** What was made is of the files that were hashed only if they are the same afterwards. */
    private boolean stoodStill(List<Channel> next, Map<String, String> now)
        throws ConfigException, IOException {
      return next().equals(next) && files.digests(next).equals(now);
    }

    private List<Channel> next() throws ConfigException {
      List<Channel> next = source.channels();
      if (next.isEmpty()) {
        throw new ConfigException(
            home.channels(),
            "no channel is enabled any more, or all are stopped or left out; if that is meant, stop"
                + " the service");
      }
      return next;
    }
  }
}
