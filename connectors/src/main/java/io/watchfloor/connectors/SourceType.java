package io.watchfloor.connectors;

import io.watchfloor.model.source.Source;
import io.watchfloor.model.source.SourceException;
import java.util.function.Consumer;

/// A kind of source that can be configured. Its form is what the screen, the help and the
/// configuration's validation are drawn from.
public interface SourceType {
  /// The word in the configuration: `prometheus`.
  String name();

  /// As people say it: `Prometheus`.
  String title();

  /// One sentence on what it brings.
  String summary();

  SettingsForm form();

  /// What it brings and what can be done at it.
  Capabilities capabilities();

  /// @throws SourceException if the settings can't work (a file that can't be read); not if the
  ///   system is away
  Source open(SourceSettings settings, Opening opening) throws SourceException;

  /// Tries the settings step by step and tells each step as it ends; stops at the first that fails.
  void test(SourceSettings settings, Opening opening, Consumer<TestStep> progress)
      throws InterruptedException;
}
