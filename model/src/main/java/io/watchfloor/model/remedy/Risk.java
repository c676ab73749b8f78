package io.watchfloor.model.remedy;

/// How much harm a recipe can do if it is wrong. HIGH needs a second person.
public enum Risk {
  LOW,
  MEDIUM,
  HIGH
}
