package io.watchfloor.model.cause;

import java.util.List;

/// Sets what is told beside what is measured: words count for every theory about their entity, take
/// away what others explain, and make a theory where none is of their kind. While some complain,
/// those of whom nobody says anything are less likely.
final class Hearsay {
  private Hearsay() {}

  static void join(List<Told> told, List<Theory> all) {
    if (!told.isEmpty()) for (var theory : all) theory.set(Clue.UNTOLD, 1);
    for (var one : told) hear(one, all);
  }

  private static void hear(Told told, List<Theory> all) {
    boolean isThere = false;
    for (var theory : all) {
      if (!theory.entity().equals(told.entity())) continue;
      boolean isItself = !theory.sort().isSymptom() && theory.sort().kind() == told.kind();
      if (!isItself) theory.explain(told.explained());
      theory.set(Clue.UNTOLD, told.weight() > 0 ? 0 : 1);
      theory.set(Clue.TOLD, told.weight());
      if (theory.sort().kind() != told.kind()) continue;
      isThere = true;
      if (told.weight() > 0) theory.set(Clue.TOLD_AT_ALL);
    }
    if (isThere || told.weight() <= 0) return;
    var theory = Theory.about(told.entity(), Theory.Sort.of(told.kind()), "");
    theory.set(Clue.TOLD_AT_ALL);
    theory.set(Clue.TOLD, told.weight());
    all.add(theory);
  }
}
