package ca.portage.config;

import ca.portage.config.yaml.Nearest;
import ca.portage.config.yaml.Problem;
import ca.portage.config.yaml.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Loads the channels and profiles of a home. Each call reads the files anew, so that a new set can
 * be checked whole before it replaces the running one.
 */
public final class ConfigLoader {
  private final Home home;

  /** Loads from {@code home}; reads nothing yet. */
  public ConfigLoader(Home home) {
    this.home = home;
  }

  /**
   * The channels that are switched on, in the order of their names, each with a sound profile.
   *
   * @throws ConfigException with every problem of every channel and of the profiles they name
   */
  public List<Channel> channels() throws ConfigException {
    List<Problems> files = new ArrayList<>();
    List<Channel> channels = readChannels(files);
    Map<String, Path> profiles = Folder.files(home.profiles(), home);
    for (String name : channels.stream().map(Channel::profile).distinct().sorted().toList()) {
      Problems problems = problemsOf(profiles.get(name));
      ProfileReader.read(name, problems);
      files.add(problems);
    }
    refuseErrors(files);
    return channels;
  }

  /**
   * One channel that is switched on.
   *
   * @throws ConfigException when there is none of this name, or as {@link #channels()}
   */
  public Channel channel(String name) throws ConfigException {
    Set<String> present = Folder.files(home.channels(), home).keySet();
    if (!present.contains(name)) {
      throw Folder.problem(
          home.channels(),
          home,
          "has no channel '%s'%s Channels there: %s"
              .formatted(name, Nearest.ending(name, present), String.join(", ", present)));
    }
    return channels().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Folder.problem(
                    home.channels().resolve(name + ".yaml"),
                    home,
                    "is switched off; set enabled: true when it is filled in"));
  }

  /**
   * Every channel whose file can be read by itself, also one that is switched off: the keys it
   * names are there all the same. A file with errors is passed over.
   *
   * @throws ConfigException when the folder cannot be read
   */
  public List<Channel> readable() throws ConfigException {
    ChannelReader reader = new ChannelReader(home, Folder.files(home.profiles(), home).keySet());
    List<Channel> channels = new ArrayList<>();
    for (Map.Entry<String, Path> entry : Folder.files(home.channels(), home).entrySet()) {
      Problems problems = problemsOf(entry.getValue());
      reader
          .readAny(entry.getKey(), problems)
          .filter(read -> problems.errors().isEmpty())
          .ifPresent(read -> channels.add(read.channel()));
    }
    return List.copyOf(channels);
  }

  /**
   * One profile.
   *
   * @throws ConfigException when there is none of this name, or with every problem of its file
   */
  public Profile profile(String name) throws ConfigException {
    Map<String, Path> files = Folder.files(home.profiles(), home);
    if (!files.containsKey(name)) {
      throw Folder.problem(
          home.profiles(),
          home,
          "has no profile '%s'%s Profiles there: %s"
              .formatted(
                  name, Nearest.ending(name, files.keySet()), String.join(", ", files.keySet())));
    }
    Problems problems = problemsOf(files.get(name));
    Optional<Profile> profile = ProfileReader.read(name, problems);
    refuseErrors(List.of(problems));
    return profile.orElseThrow();
  }

  /**
   * Every problem and warning of every channel that is switched on and of every profile, in the
   * order of files and lines; empty when all is well.
   */
  public List<Problem> check() {
    List<Problems> files = new ArrayList<>();
    try {
      readChannels(files);
      for (Map.Entry<String, Path> entry : Folder.files(home.profiles(), home).entrySet()) {
        Problems problems = problemsOf(entry.getValue());
        ProfileReader.read(entry.getKey(), problems);
        files.add(problems);
      }
    } catch (ConfigException e) {
      return e.problems();
    }
    return files.stream().flatMap(p -> p.all().stream()).toList();
  }

  private List<Channel> readChannels(List<Problems> files) throws ConfigException {
    ChannelReader reader = new ChannelReader(home, Folder.files(home.profiles(), home).keySet());
    List<ChannelReader.Read> channels = new ArrayList<>();
    for (Map.Entry<String, Path> entry : Folder.files(home.channels(), home).entrySet()) {
      Problems problems = problemsOf(entry.getValue());
      files.add(problems);
      reader.read(entry.getKey(), problems).ifPresent(channels::add);
    }
    DropFolders.check(channels);
    ForeignNames.check(channels, environments(channels));
    return channels.stream().map(ChannelReader.Read::channel).toList();
  }

  /** What the profiles of the channels know; what is wrong with one is reported elsewhere. */
  private Map<String, Environments> environments(List<ChannelReader.Read> channels)
      throws ConfigException {
    Map<String, Path> files = Folder.files(home.profiles(), home);
    Map<String, Environments> known = new HashMap<>();
    for (ChannelReader.Read read : channels) {
      String name = read.channel().profile();
      if (!known.containsKey(name)) {
        ProfileReader.read(name, problemsOf(files.get(name)))
            .ifPresent(profile -> known.put(name, profile.environments()));
      }
    }
    return known;
  }

  private Problems problemsOf(Path file) {
    return new Problems(file, home.show(file));
  }

  private static void refuseErrors(List<Problems> files) throws ConfigException {
    List<Problem> errors = files.stream().flatMap(p -> p.errors().stream()).toList();
    if (!errors.isEmpty()) {
      throw new ConfigException(errors);
    }
  }
}
