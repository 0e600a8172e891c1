CREATE TABLE "lookalikes" (
	"first_person_id" integer NOT NULL,
	"second_person_id" integer NOT NULL,
	"why" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "lookalikes_first_person_id_second_person_id_why_pk" PRIMARY KEY("first_person_id","second_person_id","why"),
	CONSTRAINT "lookalikes_in_order" CHECK ("lookalikes"."first_person_id" < "lookalikes"."second_person_id")
);
--> statement-breakpoint
CREATE TABLE "person_merges" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person_merges_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"survivor_id" integer NOT NULL,
	"merged_person_id" integer NOT NULL,
	"how" text NOT NULL,
	"by_person" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"undone_by" integer,
	"undone_at" timestamp with time zone,
	"moved" jsonb NOT NULL,
	"set_aside" "bytea",
	CONSTRAINT "person_merges_of_two" CHECK ("person_merges"."survivor_id" <> "person_merges"."merged_person_id")
);
--> statement-breakpoint
CREATE TABLE "roll_rows" (
	"import_id" integer NOT NULL,
	"n" integer NOT NULL,
	"action" text NOT NULL,
	"sheet" smallint NOT NULL,
	"row" integer NOT NULL,
	"name" "bytea",
	"phone" "bytea",
	"phone_index" "bytea",
	"namesake_hash" "bytea",
	"union_id" integer,
	"unit_id" integer,
	"since" date,
	"tail" "bytea",
	"twin_person_id" integer,
	"twin_row" integer,
	"why" text,
	"faults" jsonb,
	CONSTRAINT "roll_rows_import_id_n_pk" PRIMARY KEY("import_id","n")
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "kind" text DEFAULT 'directory' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "phone_verified_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "roll_import_id" integer;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "merged_into" integer;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "wrote_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lookalikes" ADD CONSTRAINT "lookalikes_first_person_id_people_id_fk" FOREIGN KEY ("first_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lookalikes" ADD CONSTRAINT "lookalikes_second_person_id_people_id_fk" FOREIGN KEY ("second_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merges" ADD CONSTRAINT "person_merges_survivor_id_people_id_fk" FOREIGN KEY ("survivor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merges" ADD CONSTRAINT "person_merges_merged_person_id_people_id_fk" FOREIGN KEY ("merged_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merges" ADD CONSTRAINT "person_merges_by_person_people_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_merges" ADD CONSTRAINT "person_merges_undone_by_people_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_rows" ADD CONSTRAINT "roll_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_rows" ADD CONSTRAINT "roll_rows_union_id_unions_id_fk" FOREIGN KEY ("union_id") REFERENCES "public"."unions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_rows" ADD CONSTRAINT "roll_rows_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roll_rows" ADD CONSTRAINT "roll_rows_twin_person_id_people_id_fk" FOREIGN KEY ("twin_person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lookalikes_second" ON "lookalikes" USING btree ("second_person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_merges_once" ON "person_merges" USING btree ("merged_person_id") WHERE "person_merges"."undone_at" is null;--> statement-breakpoint
CREATE INDEX "person_merges_survivor" ON "person_merges" USING btree ("survivor_id");--> statement-breakpoint
CREATE INDEX "roll_rows_phone" ON "roll_rows" USING btree ("phone_index");--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_roll_import_id_imports_id_fk" FOREIGN KEY ("roll_import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_merged_into_people_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "people_merged" ON "people" USING btree ("merged_into") WHERE "people"."merged_into" is not null;--> statement-breakpoint
CREATE INDEX "people_of_roll" ON "people" USING btree ("roll_import_id") WHERE "people"."roll_import_id" is not null;--> statement-breakpoint
-- The moves of domain/lifecycle.ts: a membership that was one too many comes back when the merging is undone, and a roll may
-- tell of cards given out long ago.
DROP TRIGGER memberships_move ON memberships;
--> statement-breakpoint
CREATE TRIGGER memberships_move BEFORE UPDATE OF status ON memberships FOR EACH ROW
  WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION refuse_unlisted_move('active>retained', 'active>transferred', 'active>left', 'active>merged',
    'retained>active', 'retained>transferred', 'retained>left', 'retained>merged', 'merged>active', 'merged>retained');
--> statement-breakpoint
DROP TRIGGER cards_begin ON cards;
--> statement-breakpoint
CREATE TRIGGER cards_begin BEFORE INSERT ON cards FOR EACH ROW
  EXECUTE FUNCTION refuse_unlisted_move('>requested', '>issued');
