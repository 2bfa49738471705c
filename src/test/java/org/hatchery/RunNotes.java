package org.hatchery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What the stories of one run have come to, kept in files: a run is done by several processes side by side, and what they have
 * seen together is judged when all have ended ({@code *IT}). The folder is of one run alone: the build names it.
 */
public final class RunNotes {

  private static final Path FOLDER = Path.of("target", "notes", System.getProperty("hatchery.run", "alone-" + ProcessHandle.current().pid()));

  private final String kind;

  /** @param kind of what is noted: a word for a folder */
  public RunNotes(String kind) {
    this.kind = kind;
  }

  /** Notes the name. @return whether nobody in this run has done so before */
  public boolean add(String name) {
    return write(name, "");
  }

  /** Notes a sentence; each is kept. */
  public void say(String sentence) {
    write(UUID.randomUUID().toString(), sentence);
  }

  /** @return all names of this run; never null */
  public Set<String> names() {
    Path folder = FOLDER.resolve(kind);
    if (!Files.exists(folder)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(TreeSet::new, Set::add, Set::addAll);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** @return all sentences of this run; never null */
  public List<String> sentences() {
    return names().stream().map(this::read).toList();
  }

  private boolean write(String name, String text) {
    try {
      Files.createDirectories(FOLDER.resolve(kind));
      Path file = Files.createFile(FOLDER.resolve(kind).resolve(name));
      if (!text.isEmpty()) {
        Files.writeString(file, text, StandardCharsets.UTF_8);
      }
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String read(String name) {
    try {
      return Files.readString(FOLDER.resolve(kind).resolve(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
