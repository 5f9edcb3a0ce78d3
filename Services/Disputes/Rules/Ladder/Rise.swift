import Contracts
import Policy

/// Where disputes start and how they rise: on the ladder that holds on the day they are raised, for as long as they are
/// open; without a ladder at any stage.
///
/// Source: IRO Handbook 2010 para 6.2, which leaves the stages to each authority and lets the officer bypass any.
enum Rise {
  /// The stage at which a dispute of `kind` starts.
  ///
  /// - Throws: -32001 where the ladder has no such stage, or no challenge of this kind may start there.
  static func start(of kind: KebabWord, at asked: KebabWord?, on ladder: Ladder?) throws(Refusal) -> KebabWord {
    guard let ladder else { return asked ?? kind }
    guard let asked else {
      guard let start = ladder.start(of: kind) else { throw WhyNot.noStageForKind.at("/kind") }
      return start.name
    }
    guard let stage = ladder.stage(asked) else { throw WhyNot.unknownStage.at("/stage") }
    guard stage.takes(kind) else { throw WhyNot.stageNotForKind.at("/stage") }
    guard stage.mayStart else { throw WhyNot.stageMayNotStart.at("/stage") }
    return stage.name
  }

  /// The stage to which `file` rises: the one asked for, if it is higher, or else the ladder's next.
  ///
  /// A stage that the ladder lacks (the dispute was raised before the authority told of the ladder) has no next one and
  /// every stage of the ladder above it. Without a ladder a stage must be asked for, and one that was left is not
  /// higher.
  ///
  /// - Throws: -32001 where there is no such or no higher stage; -32602 where a stage must be named.
  static func higher(than file: DisputeFile, asked: KebabWord?, on ladder: Ladder?) throws(Refusal) -> KebabWord {
    let current = file.step.stage
    if asked == current { throw WhyNot.notAHigherStage.at("/stage") }
    guard let ladder, ladder.stage(current) != nil else {
      guard let asked else { throw WhyNot.missing.at("/stage") }
      if let ladder, ladder.stage(asked) == nil { throw WhyNot.unknownStage.at("/stage") }
      guard !file.steps.contains(where: { $0.stage == asked }) else { throw WhyNot.notAHigherStage.at("/stage") }
      return asked
    }
    guard let asked else {
      guard let next = ladder.next(after: current, for: file.kind) else { throw WhyNot.topOfLadder.at("/dispute") }
      return next.name
    }
    guard let stage = ladder.stage(asked) else { throw WhyNot.unknownStage.at("/stage") }
    guard ladder.isHigher(asked, than: current) else { throw WhyNot.notAHigherStage.at("/stage") }
    guard stage.takes(file.kind) else { throw WhyNot.stageNotForKind.at("/stage") }
    if ladder.unskippable(from: current, to: asked, for: file.kind) != nil {
      throw WhyNot.stageMayNotBeSkipped.at("/stage")
    }
    return stage.name
  }
}
