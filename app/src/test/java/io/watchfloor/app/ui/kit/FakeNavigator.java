package io.watchfloor.app.ui.kit;

import io.watchfloor.app.ui.shell.Navigator;
import io.watchfloor.app.ui.shell.Target;
import io.watchfloor.model.remedy.Decision;
import io.watchfloor.model.signal.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;

/// Remembers where it was sent and what it was told.
public final class FakeNavigator implements Navigator {
  public final List<String> screens = new ArrayList<>();
  public final List<Target> targets = new ArrayList<>();
  public final List<Decision> told = new ArrayList<>();

  /// What was asked to be followed, by its words.
  public final List<String> followed = new ArrayList<>();

  @Override
  public void go(String screen) {
    screens.add(screen);
  }

  @Override
  public void go(String screen, Target target) {
    screens.add(screen);
    targets.add(target);
  }

  @Override
  public void notice(Severity severity, String title, String text) {}

  @Override
  public void tell(Decision decision) {
    told.add(decision);
  }

  @Override
  public void follow(String words, CompletableFuture<?> work, DoubleSupplier done) {
    followed.add(words);
  }
}
