import Loop
import ReportingPages
import ReportingReadModel
import ReportingRules

let readModel = ReadModelHooks(
  apply: ReadModel.apply, find: ReadModel.find(Pages.contents),
  answer: ReadModel.answer(printing: Pages.printed, Pages.contents),
  disclosures: Reporting.disclosures)
Program.main(Service(rules: Reporting.rules, readModel: readModel), prepare: ReadModel.prepare)
