CREATE TABLE "outreach_moves" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outreach_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"task_id" integer NOT NULL,
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	"happened_on" date NOT NULL,
	"words" "bytea",
	"by_person" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "outreach_moves_lawful" CHECK (("outreach_moves"."from_status", "outreach_moves"."to_status") in (('taken', 'visited'), ('taken', 'declined'), ('visited', 'visited'), ('visited', 'agreed'), ('visited', 'declined'), ('agreed', 'visited'), ('agreed', 'founded'), ('agreed', 'declined')))
);
--> statement-breakpoint
CREATE TABLE "outreach_tasks" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outreach_tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"building_id" integer NOT NULL,
	"status" text NOT NULL,
	"taken_by" integer NOT NULL,
	"taken_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "proposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"street_id" integer,
	"name" "bytea" NOT NULL,
	"normalised" "bytea" NOT NULL,
	"normalised_index" "bytea" NOT NULL,
	"place" "bytea" NOT NULL,
	"status" text NOT NULL,
	"building_id" integer,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" integer,
	"decline" "bytea",
	CONSTRAINT "proposals_code_unique" UNIQUE("code"),
	CONSTRAINT "proposals_became" CHECK (("proposals"."status" in ('accepted', 'merged')) = ("proposals"."building_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "wishes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "wishes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"building_id" integer,
	"proposal_id" integer,
	"unit" "bytea",
	"at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "wishes_one_per_building" UNIQUE("person_id","building_id"),
	CONSTRAINT "wishes_one_per_proposal" UNIQUE("person_id","proposal_id"),
	CONSTRAINT "wishes_of_one_place" CHECK (num_nonnulls("wishes"."building_id", "wishes"."proposal_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "outreach_moves" ADD CONSTRAINT "outreach_moves_task_id_outreach_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."outreach_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_moves" ADD CONSTRAINT "outreach_moves_by_person_people_id_fk" FOREIGN KEY ("by_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_tasks" ADD CONSTRAINT "outreach_tasks_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outreach_tasks" ADD CONSTRAINT "outreach_tasks_taken_by_people_id_fk" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_street_id_streets_id_fk" FOREIGN KEY ("street_id") REFERENCES "public"."streets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_building_id_buildings_id_fk" FOREIGN KEY ("building_id") REFERENCES "public"."buildings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wishes" ADD CONSTRAINT "wishes_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "outreach_moves_task" ON "outreach_moves" USING btree ("task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outreach_tasks_one_open" ON "outreach_tasks" USING btree ("building_id") WHERE "outreach_tasks"."status" in ('taken', 'visited', 'agreed');--> statement-breakpoint
CREATE INDEX "outreach_tasks_building" ON "outreach_tasks" USING btree ("building_id");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_one_open" ON "proposals" USING btree ("normalised_index",coalesce("street_id", 0)) WHERE "proposals"."status" = 'open';--> statement-breakpoint
CREATE INDEX "proposals_waiting" ON "proposals" USING btree ("street_id") WHERE "proposals"."status" = 'open';--> statement-breakpoint
CREATE INDEX "wishes_building" ON "wishes" USING btree ("building_id") WHERE "wishes"."told_at" is null;--> statement-breakpoint
CREATE INDEX "wishes_proposal" ON "wishes" USING btree ("proposal_id");