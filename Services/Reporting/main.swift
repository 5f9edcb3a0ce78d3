import Loop
import ReportingReadModel
import ReportingRules

let readModel = ReadModelHooks(apply: ReadModel.apply, answer: ReadModel.answer)
Program.main(Service(rules: Reporting.rules, readModel: readModel), prepare: ReadModel.prepare)
