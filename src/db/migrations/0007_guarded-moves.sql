-- The moves of domain/lifecycle.ts, as test/db/lifecycle.test.ts compares them: whoever writes a status, by whatever way,
-- writes one of these or nothing.
CREATE FUNCTION refuse_unlisted_move() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  move text := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE OLD.status END || '>' || NEW.status;
BEGIN
  IF NOT move = ANY (TG_ARGV) THEN
    RAISE EXCEPTION 'no such move: % %', TG_TABLE_NAME, move USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER applications_begin BEFORE INSERT ON applications FOR EACH ROW
  EXECUTE FUNCTION refuse_unlisted_move('>submitted');
--> statement-breakpoint
CREATE TRIGGER applications_move BEFORE UPDATE OF status ON applications FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION refuse_unlisted_move('submitted>needs_info', 'submitted>approved', 'submitted>rejected',
    'submitted>withdrawn', 'needs_info>submitted', 'needs_info>approved', 'needs_info>rejected', 'needs_info>withdrawn',
    'rejected>appealed', 'appealed>approved', 'appealed>rejected', 'appealed>withdrawn');
--> statement-breakpoint
CREATE TRIGGER memberships_begin BEFORE INSERT ON memberships FOR EACH ROW
  EXECUTE FUNCTION refuse_unlisted_move('>active');
--> statement-breakpoint
CREATE TRIGGER memberships_move BEFORE UPDATE OF status ON memberships FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION refuse_unlisted_move('active>retained', 'active>transferred', 'active>left', 'retained>active',
    'retained>transferred', 'retained>left');
--> statement-breakpoint
CREATE TRIGGER cards_begin BEFORE INSERT ON cards FOR EACH ROW
  EXECUTE FUNCTION refuse_unlisted_move('>requested');
--> statement-breakpoint
CREATE TRIGGER cards_move BEFORE UPDATE OF status ON cards FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION refuse_unlisted_move('requested>ready', 'requested>cancelled', 'ready>issued', 'ready>cancelled',
    'issued>lost', 'issued>cancelled', 'lost>requested', 'lost>cancelled', 'cancelled>requested');
