-- Version 3: the rows of open cases lie together. In the tables they are scattered by their random
-- ids among all that was closed, nearly each in a page of its own, and lists and caseloads read
-- many. Each index holds every column that its reader asks for.
CREATE INDEX open_case_row ON cases (case_id, reporter_key, category, urgency, calendar, language,
  state, lead, filed_time, acknowledge_by_time, acknowledged_time, last_activity_day, closed_day)
  WHERE closed_day = 0;
CREATE INDEX open_case_reader ON reader (case_id, rung, principal, role, gate, has_left, case_open)
  WHERE case_open = 1;
DROP INDEX open_reader;
CREATE INDEX open_reader ON reader (principal, case_id, role, gate, rung, has_left, case_open)
  WHERE case_open = 1 AND gate >= 1 AND has_left = 0;
